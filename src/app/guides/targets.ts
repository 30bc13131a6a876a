/** Where certificates go, by name; the guides themselves are loaded when somebody has chosen one. */
import type { Purpose } from '../../certificates/purpose.ts'

/** Every target, by what a certificate is for. */
export const targets = {
	'tls-server': [
		'nginx',
		'apache',
		'iis',
		'java',
		'haproxy',
		'caddy',
		'traefik',
		'mail-server',
		'node',
		'cpanel',
		'plesk',
		'kubernetes',
		'aws',
		'azure',
	],
	email: ['outlook', 'apple-mail', 'thunderbird', 'ios', 'android', 'gmail'],
	'code-signing': ['signtool', 'jarsigner'],
} as const

export type Target = (typeof targets)[keyof typeof targets][number]

/** What can be chosen: a target, or that somebody else is to see to it. */
export type Choice = Target | 'somebody-else'

export const choices: readonly Choice[] = ['somebody-else', ...Object.values(targets).flat()]

export type Group = keyof typeof targets
const groups: readonly Group[] = ['tls-server', 'email', 'code-signing']

/** @param purpose what a certificate is for; @returns the groups of targets to choose from: its own, or all where none is */
export function groupsFor(purpose: Purpose): readonly Group[] {
	const own = groups.filter((group) => group === purpose)
	return own.length > 0 ? own : groups
}
