/** What a guide is: the files that a target takes, what to do with them, and how to see that it worked. */
import type { NamedFile } from '../../files/chainFiles.ts'
import type { Strength } from '../../keys/encryption.ts'
import type { GuideWords } from '../words/guideWords.ts'
import type { GuideFacts } from './facts.ts'
import { plainName, shellWord } from './quote.ts'

/** One thing to do; its words stand under the same name. */
export interface Step {
	readonly say: keyof GuideWords['steps']
	/** a command, or a part of a configuration, to be copied */
	readonly block?: string
	/** the file that the block is a part of; none for a command, which is one for a POSIX shell unless … */
	readonly file?: string
	/** … it is for PowerShell */
	readonly shell?: 'PowerShell'
	/** a website to be opened */
	readonly address?: string
	/** what the command answers if all is well */
	readonly answer?: string | undefined
	/** the guide's files are for this step, and not for every way there is */
	readonly isForFiles?: true
	/** this page makes the .pfx of this step, of the kind that the target takes */
	readonly pfx?: Strength
	/** the block and the guide's files are another way, on a command line, and folded away */
	readonly isAnotherWay?: true
}

export interface Guide {
	/** exactly what the target takes of what the chain makes */
	readonly files: readonly NamedFile[]
	/** what else it takes: the private key; it and the chain in one PKCS #12 file; that in place of what the chain makes, or of a key in a token */
	readonly own: 'key' | 'pfx' | 'pkcs7-or-pfx' | 'token-or-pfx'
	/** the target takes text in fields of its own, so the files are copied rather than saved */
	readonly isPasted?: true
	readonly steps: readonly Step[]
	readonly proof: readonly Step[]
}

/** Where files lie on a server: a folder of the server's own, readable by its administrator alone. */
export const placeOf = (folder: string, name: string): string => `${folder}/${plainName(name)}`

/**
 * @param folder where the server looks for them
 * @param names files in the folder where the command runs, each with its permissions
 * @param owner whom they belong to there, where that is not the administrator
 * @returns commands that put the files there under their plain names
 */
export function installInto(
	folder: string,
	names: readonly (readonly [name: string, mode: '600' | '644'])[],
	owner?: string,
): string {
	const by = owner === undefined ? '' : ` -o ${owner} -g ${owner}`
	const lines = names.map(([name, mode]) => `sudo install${by} -m ${mode} ${shellWord(name)} ${placeOf(folder, name)}`)
	return [`sudo install -d ${folder}`, ...lines].join('\n')
}

/** Whether one of the hosts is an IP address. */
export const isAddress = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host)

/** `openssl s_client` to the host, as a client that verifies would connect. */
function sClient({ host }: GuideFacts, port: number, starttls: string): string {
	const name = isAddress(host) ? '' : ` -servername ${host}`
	return `openssl s_client -connect ${shellWord(`${host}:${port}`)}${name}${starttls}`
}

/** The command that prints a certificate's fingerprint; what stands before it differs from version to version. */
export const fingerprintCommand = 'openssl x509 -noout -fingerprint -sha256'

/**
 * @param facts about the certificate
 * @param port where the server listens
 * @param protocol spoken before TLS begins, where that is so
 * @returns how to see from outside that the server sends this certificate, and that others verify it
 */
export function servedProof(facts: GuideFacts, port = 443, protocol?: 'smtp'): readonly Step[] {
	const client = sClient(facts, port, protocol === undefined ? '' : ` -starttls ${protocol}`)
	const { host } = facts
	const verify = isAddress(host) ? `-verify_ip ${host.replace(/[[\]]/g, '')}` : `-verify_hostname ${host}`
	return [
		{
			say: 'proof-served',
			block: `${client} </dev/null 2>/dev/null | ${fingerprintCommand}`,
			answer: facts.fingerprint,
		},
		{ say: 'proof-verified', block: `${client} ${verify} -verify_return_error -showcerts </dev/null` },
	]
}

/**
 * @param facts about the certificate
 * @param before what is to be seen on the server itself
 * @param port where the server listens
 * @returns how to see that a website has this certificate: in a browser, which everybody has, and then from outside
 */
export function websiteProof(facts: GuideFacts, before: readonly Step[] = [], port = 443): readonly Step[] {
	const address = `https://${facts.host}${port === 443 ? '' : `:${port}`}`
	return [{ say: 'proof-browser', address }, ...before, ...servedProof(facts, port)]
}

/**
 * How to make the PKCS #12 file, here or without this page.
 *
 * @param say what to mind: which of the two kinds the target takes
 */
export const makePfx = (
	{ names: { key, served, pfx, stem } }: GuideFacts,
	say: 'make-pfx' | 'make-pfx-compatible' | 'make-pfx-for-windows' | 'make-pfx-for-java' = 'make-pfx',
): Step => ({
	say,
	isForFiles: true,
	pfx: say === 'make-pfx-compatible' ? 'compatible' : 'modern',
	isAnotherWay: true,
	block: `openssl pkcs12 -export -inkey ${shellWord(key)} -in ${shellWord(served)} -name ${shellWord(stem)} -out ${shellWord(pfx)}`,
})
