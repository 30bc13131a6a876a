/** Every guide under the name of its target. */
import type { Purpose } from '../../certificates/purpose.ts'
import { aws, azure, cpanel, kubernetes, plesk } from './clouds.ts'
import type { GuideFacts } from './facts.ts'
import type { Guide, Target, targets } from './guide.ts'
import { iis, java, mailServer } from './otherServers.ts'
import { android, appleMail, gmail, ios, jarsigner, outlook, signtool, thunderbird } from './programs.ts'
import { apache, caddy, haproxy, nginx, node, traefik } from './webServers.ts'

export const guides: Readonly<Record<Target, (facts: GuideFacts) => Guide>> = {
	nginx,
	apache,
	iis,
	java,
	haproxy,
	caddy,
	traefik,
	'mail-server': mailServer,
	node,
	cpanel,
	plesk,
	kubernetes,
	aws,
	azure,
	outlook,
	'apple-mail': appleMail,
	thunderbird,
	ios,
	android,
	gmail,
	signtool,
	jarsigner,
}

export type Group = keyof typeof targets
const groups: readonly Group[] = ['tls-server', 'email', 'code-signing']

/** @param purpose what a certificate is for; @returns the groups of targets to choose from: its own, or all where none is */
export function groupsFor(purpose: Purpose): readonly Group[] {
	const own = groups.filter((group) => group === purpose)
	return own.length > 0 ? own : groups
}
