/** What a guide is filled in with: names, all taken from the certificate and its files. */
import { type Certificate, displayName } from '../../certificates/certificate.ts'
import type { Fingerprints } from '../../certificates/fingerprints.ts'
import { inPairs } from '../../certificates/octets.ts'
import type { ChainFiles, LeafFiles, NamedFile } from '../../files/chainFiles.ts'

/** What the files are called. */
export interface FileNames {
	readonly stem: string
	readonly certificate: string
	readonly bundle: string
	/** what a server sends: leaf and issuers, or the leaf alone where none came */
	readonly served: string
	readonly pkcs7: string
	readonly der: string
	/** the private key, which is the person's own and has whatever name it has */
	readonly key: string
	/** made elsewhere on the page, of the key and the chain */
	readonly pfx: string
}

export interface GuideFacts {
	readonly names: FileNames
	readonly leaf: LeafFiles
	/** the file that a server sends */
	readonly served: NamedFile
	readonly caBundle: NamedFile | undefined
	readonly pkcs7: NamedFile
	/** host names and IP addresses, IPv6 in brackets; wildcards among them, at least one */
	readonly hosts: readonly [string, ...string[]]
	/** one of them that can be connected to: for a wildcard, a name that it covers */
	readonly host: string
	/** the first e-mail address, where there is one */
	readonly address: string | undefined
	/** the last moment at which it is valid */
	readonly until: Date
	/** SHA-256, as tools print it: capitals with colons; none on a page that came without encryption */
	readonly fingerprint: string | undefined
	/** SHA-1 without colons, by which Windows names certificates */
	readonly thumbprint: string | undefined
}

const isLabel = (label: string) => /^[a-z\d_-]{1,63}$/.test(label) && !/^-|-$/.test(label)

/** Whether a name is a host's, perhaps with a wildcard (RFC 6125 6.4.3), and nothing that a configuration could take for more. */
function isHostName(name: string): boolean {
	const labels = name.replace(/^\*\./, '').split('.')
	return name.length <= 253 && labels.every(isLabel)
}

function hostsOf(certificate: Certificate): readonly string[] {
	const names = certificate.extensions.subjectAlternativeName?.names ?? [
		{ kind: 'dns' as const, value: displayName(certificate) },
	]
	return names.flatMap(({ kind, value }) => {
		const name = value.toLowerCase()
		if (kind === 'dns') return isHostName(name) ? name : []
		if (kind !== 'ip' || !/^[\da-f.:]+$/.test(name)) return []
		return name.includes(':') ? `[${name}]` : name
	})
}

/** A mailbox that needs no quotation marks (RFC 5322 3.2.3, dot-atom), which those of certificates hardly ever do. */
const isAddress = (value: string) => /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}$/.test(value)

/**
 * @param certificate the leaf
 * @param files what was made of its chain
 * @param fingerprints the leaf's
 * @returns what guides are filled in with; nothing if authorities came alone
 */
export function factsOf(
	certificate: Certificate,
	{ stem, leaf, caBundle, pkcs7 }: ChainFiles,
	fingerprints: Fingerprints | undefined,
): GuideFacts | undefined {
	if (!leaf) return undefined
	const [first = 'www.example.com', ...others] = hostsOf(certificate)
	const hosts: GuideFacts['hosts'] = [first, ...others]
	const reachable = hosts.find((name) => !name.startsWith('*.')) ?? first.replace('*', 'www')
	const address = certificate.extensions.subjectAlternativeName?.names.find(({ kind }) => kind === 'email')?.value
	const served = leaf.fullChain ?? leaf.certificate
	return {
		names: {
			stem,
			certificate: leaf.certificate.name,
			bundle: caBundle?.name ?? '',
			served: served.name,
			pkcs7: pkcs7.name,
			der: leaf.certificateDer.name,
			key: `${stem}.key`,
			pfx: `${stem}.pfx`,
		},
		leaf,
		served,
		caBundle,
		pkcs7,
		hosts,
		host: reachable,
		address: address !== undefined && isAddress(address) ? address : undefined,
		until: certificate.notAfter,
		fingerprint: fingerprints && inPairs(fingerprints.sha256.toUpperCase()),
		thumbprint: fingerprints?.sha1.toUpperCase(),
	}
}
