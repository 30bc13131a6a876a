/** The files that a chain makes, by name. */
import { downloadZip } from 'client-zip'
import { type Certificate, isCertificateAuthority } from '../certificates/certificate.ts'
import type { Chain } from '../certificates/chain.ts'
import { isSelfSigned } from '../certificates/issuers.ts'
import { writePem } from '../certificates/pem.ts'
import { stemOf } from './fileName.ts'
import { makePkcs7 } from './pkcs7.ts'

export interface NamedFile {
	readonly name: string
	/** MIME type, for the browser */
	readonly type: string
	readonly content: string | Uint8Array
}

/** The files about an end certificate. */
export interface LeafFiles {
	/** the leaf alone, PEM */
	readonly certificate: NamedFile
	/** the same in DER */
	readonly certificateDer: NamedFile
	/** the leaf and then the CA bundle; none where there is no bundle */
	readonly fullChain: NamedFile | undefined
}

/** The issuers in a file, with the leaf or by themselves; none where there is nothing to put into it. */
export interface Bundles {
	/** nearest first */
	readonly caBundle: NamedFile | undefined
	/** the leaf and then the CA bundle */
	readonly fullChain: NamedFile | undefined
	/** the CA bundle, farthest first; none where there is but one, and no order */
	readonly reversed: NamedFile | undefined
}

/** What can be made of a chain. A file is missing where the chain has nothing to put into it. */
export interface ChainFiles {
	/** what all names begin with */
	readonly stem: string
	/** none if authorities came alone */
	readonly leaf: LeafFiles | undefined
	/** the issuers, nearest first, without a root; none if nothing but a root came */
	readonly caBundle: NamedFile | undefined
	/** the same three with the root; none if there is no root */
	readonly withRoot: Bundles | undefined
	/** the issuers, farthest first, for the few systems that want them so */
	readonly reversedBundle: NamedFile | undefined
	/** everything that belongs to the leaf, the root too: PKCS #7 is for importing, not for serving */
	readonly pkcs7: NamedFile
	/** the same in DER */
	readonly pkcs7Der: NamedFile
	/** every certificate that came, related to the leaf or not, for its own file */
	readonly single: ReadonlyMap<Certificate, NamedFile>
	/** those of the above that are of authorities which belong to the leaf */
	readonly authorities: readonly NamedFile[]
}

/** Made when somebody wants it: of a thousand certificates that came, hardly one is saved by itself. */
const pemFile = (name: string, certificates: readonly Certificate[]): NamedFile => ({
	name,
	type: 'application/x-pem-file',
	get content() {
		return certificates.map(({ der }) => writePem('CERTIFICATE', der)).join('')
	},
})

/**
 * Two certificates may share a name, a root and its cross-certificate for one; the later one gets a number.
 *
 * @param name a file's name
 * @param taken the names that are taken, each with the last number that was tried for it
 */
function unique(name: string, taken: Map<string, number>): string {
	const [, stem = name, extension = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? []
	// Windows and macOS do not tell upper from lower case in names.
	const key = name.toLowerCase()
	let candidate = name
	let number = taken.get(key) ?? 1
	while (taken.has(candidate.toLowerCase())) candidate = `${stem}_${++number}${extension}`
	taken.set(key, number)
	taken.set(candidate.toLowerCase(), 1)
	return candidate
}

/**
 * @param chain an ordered chain
 * @param orderNumber the order that it came from, where there is one; names the files if nothing better does
 * @returns the files, made at once: text is PEM of 64 columns with LF
 */
export function chainFiles(chain: Chain, orderNumber?: string): ChainFiles {
	const [{ certificate: lowest, role }] = chain.path
	const leaf = role === 'leaf' || role === 'self-signed' ? lowest : undefined
	const related = [...chain.path.map(({ certificate }) => certificate), ...chain.alternatives]
	const issuers = related.filter((one) => one !== leaf && !isSelfSigned(one))
	const stem = stemOf(lowest, orderNumber)
	const taken = new Map<string, number>()
	const single = new Map(
		[...related, ...chain.unrelated].map((one) => {
			const name = unique(`${one === leaf ? stem : stemOf(one)}.crt`, taken)
			return [one, pemFile(name, [one])] as const
		}),
	)
	const bundles = (authorities: readonly Certificate[]): Bundles => ({
		caBundle: authorities.length === 0 ? undefined : pemFile(`${stem}.ca-bundle`, authorities),
		fullChain: leaf && authorities.length > 0 ? pemFile(`${stem}_fullchain.pem`, [leaf, ...authorities]) : undefined,
		reversed: authorities.length > 1 ? pemFile(`${stem}_reversed.ca-bundle`, authorities.toReversed()) : undefined,
	})
	const root = chain.path.at(-1)?.certificate
	const { caBundle, fullChain, reversed } = bundles(issuers)
	// Made when somebody wants it: of many chains at once nobody may.
	const pkcs7 = () => makePkcs7(related.map(({ der }) => der))
	return {
		stem,
		leaf: leaf && {
			certificate: pemFile(`${stem}.crt`, [leaf]),
			certificateDer: { name: `${stem}.cer`, type: 'application/pkix-cert', content: leaf.der },
			fullChain,
		},
		caBundle,
		reversedBundle: reversed,
		withRoot: root && root !== leaf && isSelfSigned(root) ? bundles([...issuers, root]) : undefined,
		pkcs7: {
			name: `${stem}.p7b`,
			type: 'application/x-pkcs7-certificates',
			get content() {
				return writePem('PKCS7', pkcs7())
			},
		},
		// The ending that binary ones have where certificates point to their issuers (RFC 5280 4.2.2.1, RFC 8551 3.2.1).
		pkcs7Der: {
			name: `${stem}.p7c`,
			type: 'application/pkcs7-mime; smime-type=certs-only',
			get content() {
				return pkcs7()
			},
		},
		single,
		// A leaf that signed itself may be one of its own, and has its files already.
		authorities: related
			.filter((one) => one !== leaf && isCertificateAuthority(one))
			.flatMap((one) => single.get(one) ?? []),
	}
}

/**
 * @param files what {@link chainFiles} made
 * @returns what an archive of everything has: the leaf's files, and each authority that belongs to it under its own name
 */
export function everyFile({ leaf, caBundle, pkcs7, pkcs7Der, authorities }: ChainFiles): readonly NamedFile[] {
	const whole = [leaf?.certificate, caBundle, leaf?.fullChain, pkcs7, pkcs7Der, leaf?.certificateDer]
	return [...whole.flatMap((file) => file ?? []), ...authorities]
}

/** @param stem the archive's name without `.zip`; @param files what goes into it; @param modified the time that they carry */
export async function archiveOf(stem: string, files: readonly NamedFile[], modified: Date): Promise<NamedFile> {
	const entries = files.map(({ name, content }) => ({ name, input: content, lastModified: modified }))
	const archive = new Uint8Array(await downloadZip(entries).arrayBuffer())
	return { name: `${stem}.zip`, type: 'application/zip', content: archive }
}
