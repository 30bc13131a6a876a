/** What is said of signing in at the support desk and of a session, in English. */
import type { Row } from '../../orders/order.ts'
import type { SessionEnd } from '../../orders/session.ts'
import { countdown, type Explanation, list, number, span } from './formats.ts'
import { clockHere } from './localTimes.ts'

const stillHere =
	'Your orders are still here. Sign in with the same login name to go on; with another login name the desk begins empty.'

export const enSignIn = {
	pageTitle: 'Sign in – Support desk',
	title: 'Sign in to the support desk',
	lead: 'Look up the orders of your account, keep watch over them, and answer your customers.',
	kept: (loginName: string) =>
		`Your orders are kept in this tab. Sign in as ${loginName} to go on; with another login name the desk begins empty.`,
	loginName: 'Login name',
	loginPassword: 'Password',
	orderNumber: 'Order number',
	why: 'Any order of your account will do. The certificate authority has no sign-in, so the only way to try a login is to ask about an order. One call is made, and you see that order first.',
	button: 'Sign in',
	missing: {
		loginName: 'Enter your login name.',
		loginPassword: 'Enter your password.',
		orderNumber: 'Enter an order number.',
	},
	unfit: {
		loginName: 'A login name has at most 64 characters.',
		loginPassword: 'A password has at most 128 characters.',
		orderNumber: 'An order number has only digits, at most 20.',
	},
	refused: {
		title: 'The certificate authority refused this login',
		cause: 'It names four possible causes and does not say which one applies:',
		next: 'Nothing is repeated for you, because repeating can lock the account. Check your login details before you try again.',
	},
	causes: [
		'The login name or the password is wrong. Both are case sensitive.',
		'The account is locked.',
		'The password has expired.',
		'The authority takes no calls from the address of this site.',
	],
	refusedCode: 'Code -16',
	throttled: {
		title: 'Too many sign-ins have failed',
		cause:
			'This site stops here, so that nobody can guess passwords or lock your account. The authority was not asked.',
		next: 'Check your login details in the meantime.',
	},
	again: (milliseconds: number) => `You can try again in ${countdown(milliseconds)}.`,
	ended: {
		expired: {
			title: 'Your session has ended',
			cause:
				'Sessions end after 8 hours, or after 30 minutes without a call. A watch keeps yours going for the 8 hours, but not while your device is asleep.',
			next: stillHere,
		},
		refused: {
			title: 'The certificate authority no longer accepts your login',
			cause:
				'It answered -16 to a call: the password may have changed or expired, the account may be locked, or this site’s address blocked. Nothing was asked after that.',
			next: 'Your orders are still here. Find out which it is before you sign in again, because failed sign-ins can lock the account.',
		},
		elsewhere: {
			title: 'You have been signed out',
			cause: 'Somebody signed out in another tab of this browser, or this site was restarted.',
			next: stillHere,
		},
	} satisfies Record<SessionEnd, Explanation>,
	demo: {
		title: 'Sandbox: an account to try',
		text: 'This server is not connected to a certificate authority. The account and its orders are made up.',
		fillIn: 'Fill in',
	},
}

export const enSession = {
	label: 'Session',
	signedInAs: 'Signed in as',
	ends: (at: Date, left: number) => `session ends at ${clockHere(at)}, in ${span(left)}`,
	signOut: 'Sign out',
	atStake: (rows: readonly Row[]) => {
		const what = [
			`${number(rows.length)} ${rows.length === 1 ? 'order' : 'orders'}`,
			...(rows.some(({ note }) => note !== '') ? ['your notes'] : []),
			...(rows.some(({ certificate }) => certificate) ? ['the collected certificates'] : []),
		]
		return `Signing out removes ${list(what)} from this tab. Other tabs of the desk are emptied as well.`
	},
	csv: 'Export CSV',
	stay: 'Cancel',
	left: 'You are signed out. Nothing of the desk is left in this tab.',
	signOutFailed: 'You could not be signed out. Check your connection and try again, or close the browser.',
}
