/** The files that a chain makes, by name. */
import { downloadZip } from 'client-zip'
import { type Certificate, isCertificateAuthority } from '../certificates/certificate.ts'
import type { Chain } from '../certificates/chain.ts'
import { writePem } from '../certificates/pem.ts'
import { stemOf } from './fileName.ts'
import { makePkcs7 } from './pkcs7.ts'

export interface NamedFile {
	readonly name: string
	/** MIME type, for the browser */
	readonly type: string
	readonly content: string | Uint8Array
}

/** What can be made of a chain. A file is missing where the chain has nothing to put into it. */
export interface ChainFiles {
	/** the leaf alone, PEM */
	readonly certificate: NamedFile
	/** the issuers, nearest first, without a root; none if nothing but a root stands above the leaf */
	readonly caBundle: NamedFile | undefined
	/** the leaf and then the CA bundle */
	readonly fullChain: NamedFile
	/** everything that belongs to the leaf, the root too: PKCS #7 is for importing, not for serving */
	readonly pkcs7: NamedFile
	readonly certificateDer: NamedFile
	/** every certificate that came, related or not, for its own file */
	readonly single: ReadonlyMap<Certificate, NamedFile>
}

const pemFile = (name: string, certificates: readonly Certificate[]): NamedFile => ({
	name,
	type: 'application/x-pem-file',
	content: certificates.map(({ der }) => writePem('CERTIFICATE', der)).join(''),
})

/** Two certificates may share a name, a root and its cross-certificate for one; the later one gets a number. */
function unique(name: string, taken: Set<string>): string {
	const [, stem = name, extension = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? []
	let candidate = name
	// Windows and macOS do not tell upper from lower case in names.
	for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = `${stem}_${number}${extension}`
	taken.add(candidate.toLowerCase())
	return candidate
}

/**
 * @param chain an ordered chain
 * @param orderNumber the order that it came from, where there is one; names the files if nothing better does
 * @returns the files, made at once: text is PEM of 64 columns with LF
 */
export function chainFiles(chain: Chain, orderNumber?: string): ChainFiles {
	const [{ certificate: leaf }] = chain.path
	const above = chain.path.slice(1)
	const isRoot = ({ subject, issuer }: Certificate) => subject.comparable === issuer.comparable
	const onPath = above.filter(({ role }) => role !== 'root').map(({ certificate }) => certificate)
	const bundle = [...onPath, ...chain.alternatives.filter((one) => !isRoot(one))]
	const related = [...chain.path.map(({ certificate }) => certificate), ...chain.alternatives]
	const stem = stemOf(leaf, orderNumber)
	const taken = new Set<string>()
	const single = [...related, ...chain.unrelated].map((one) => {
		const name = unique(`${one === leaf ? stem : stemOf(one)}.crt`, taken)
		return [one, pemFile(name, [one])] as const
	})
	return {
		certificate: pemFile(`${stem}.crt`, [leaf]),
		caBundle: bundle.length > 0 ? pemFile(`${stem}.ca-bundle`, bundle) : undefined,
		fullChain: pemFile(`${stem}_fullchain.pem`, [leaf, ...bundle]),
		pkcs7: {
			name: `${stem}.p7b`,
			type: 'application/x-pkcs7-certificates',
			content: writePem('PKCS7', makePkcs7(related.map(({ der }) => der))),
		},
		certificateDer: { name: `${stem}.cer`, type: 'application/pkix-cert', content: leaf.der },
		single: new Map(single),
	}
}

/**
 * @param files what {@link chainFiles} made
 * @param modified the time that the entries carry
 * @returns a ZIP archive of all of them: the leaf's files, and each authority that belongs to it under its own name
 */
export async function zipFile(files: ChainFiles, modified: Date): Promise<NamedFile> {
	const { certificate, caBundle, fullChain, pkcs7, certificateDer, single } = files
	const authorities = [...single].filter(([one]) => isCertificateAuthority(one)).map(([, file]) => file)
	const all = [certificate, ...(caBundle ? [caBundle] : []), fullChain, pkcs7, certificateDer, ...authorities]
	const byName = new Map(all.map((file) => [file.name, file]))
	const entries = [...byName.values()].map(({ name, content }) => ({ name, input: content, lastModified: modified }))
	const archive = new Uint8Array(await downloadZip(entries).arrayBuffer())
	return { name: certificate.name.replace(/\.crt$/, '.zip'), type: 'application/zip', content: archive }
}
