/** What is said of -42, to customers and at the desk alike. */
import type { Explanation } from './formats.ts'

export const callLimit: Explanation = {
	title: 'The certificate authority was asked too often',
	cause: 'It limits how many calls it takes, and does not say for how long.',
	next: 'Wait 15 minutes, then ask once more. If it is still too often, wait longer.',
}
