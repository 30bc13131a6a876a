/** Every guide under the name of its target. */
import { aws, azure, cpanel, kubernetes, plesk } from './clouds.ts'
import type { GuideFacts } from './facts.ts'
import type { Guide } from './guide.ts'
import { iis, java, mailServer } from './otherServers.ts'
import { android, appleMail, gmail, ios, jarsigner, outlook, signtool, thunderbird } from './programs.ts'
import type { Target } from './targets.ts'
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
