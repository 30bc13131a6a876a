/** The text beside the files in an archive: which is which, for whoever finds them a year from now. */
import { type Certificate, displayName } from '../../certificates/certificate.ts'
import { type Fingerprints, fingerprintsOf } from '../../certificates/fingerprints.ts'
import { commonNameOf } from '../../certificates/name.ts'
import { inPairs } from '../../certificates/octets.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import { archiveOf, everyFile, type NamedFile } from '../../files/chainFiles.ts'
import { nameText } from '../chain/nameText.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import { fingerprintCommand } from '../guides/guide.ts'
import { shellWord } from '../guides/quote.ts'
import { chainWords } from '../words/chainWords.ts'
import { readMeWords as w } from '../words/readMeWords.ts'

/** What fits into a window of any editor. */
const columns = 76

/** Breaks a text into lines between its words. */
function wrapped(text: string, indent = ''): string {
	const lines: string[] = []
	let line = indent
	for (const word of text.split(' ')) {
		if (line.length > indent.length && line.length + 1 + word.length > columns) {
			lines.push(line)
			line = indent
		}
		line += line.length > indent.length ? ` ${word}` : word
	}
	return [...lines, line].join('\n')
}

const underlined = (title: string) => `${title}\n${'-'.repeat(title.length)}`

/** What anybody tells one certificate from another by. */
function facts(certificate: Certificate, fingerprints: Fingerprints | undefined): string {
	const { issuer, notBefore, notAfter, serialNumber, extensions } = certificate
	const names = extensions.subjectAlternativeName?.names.map(({ value }) => nameText(value)) ?? []
	const pairs: readonly (readonly [string, string])[] = [
		...(names.length > 0 ? [[w.facts.names, w.names(names)] as const] : []),
		[w.facts.issuer, visibleText(commonNameOf(issuer))],
		[w.facts.from, w.time(notBefore)],
		[w.facts.until, w.time(notAfter)],
		[w.facts.serialNumber, inPairs(serialNumber)],
		[w.facts.fingerprint, fingerprints ? inPairs(fingerprints.sha256.toUpperCase()) : w.noFingerprint],
	]
	return pairs.map(([label, value]) => wrapped(`${label}: ${value}`)).join('\n')
}

/** Every file of the archive under its name, and what it is. */
function descriptions({ chain, files, verdict: { purpose } }: ShownChain): readonly (readonly [NamedFile, string])[] {
	const { leaf, caBundle, pkcs7, pkcs7Der, authorities, single } = files
	const roles = new Map(chain.path.map(({ certificate, role }) => [certificate, role]))
	const known: readonly (readonly [NamedFile | undefined, string])[] = [
		[leaf?.certificate, w.files.certificate(purpose)],
		[caBundle, w.files.caBundle],
		[leaf?.fullChain, w.files.fullChain(purpose)],
		[pkcs7, w.files.pkcs7],
		[pkcs7Der, w.files.pkcs7Der],
		[leaf?.certificateDer, w.files.certificateDer],
		...[...single].flatMap(([certificate, file]) =>
			authorities.includes(file)
				? [
						[
							file,
							w.files.authority(roles.get(certificate), nameText(displayName(certificate)), certificate.notAfter),
						] as const,
					]
				: [],
		),
	]
	return known.flatMap(([file, text]) => (file ? [[file, text] as const] : []))
}

/**
 * @param shown a chain with its files
 * @param fingerprints of the certificate that it begins with; none on a page that came without encryption
 * @returns README.txt: UTF-8, with the line ends that every editor knows
 */
export function readMe(shown: ShownChain, fingerprints: Fingerprints | undefined): NamedFile {
	const { chain, files, verdict } = shown
	const { certificate } = chain.path[0]
	const checked = files.leaf?.certificate ?? files.single.get(certificate)
	const parts = [
		underlined(w.title(nameText(verdict.holder), files.leaf ? verdict.purpose : 'authority')),
		facts(certificate, fingerprints),
		underlined(w.which),
		...descriptions(shown).map(([{ name }, text]) => `${name}\n${wrapped(text, '    ')}`),
		...(files.leaf ? [underlined(w.key.title), wrapped(w.key.text), wrapped(w.key.pfx(chainWords.keys.title))] : []),
		...(checked && fingerprints
			? [underlined(w.check.title), wrapped(w.check.text), `    ${fingerprintCommand} -in ${shellWord(checked.name)}`]
			: []),
	]
	const text = parts
		.map((part) => `${part}\n\n`)
		.join('')
		.trimEnd()
	return { name: 'README.txt', type: 'text/plain', content: `${text}\n`.replaceAll('\n', '\r\n') }
}

/**
 * @param shown a chain with its files
 * @param modified the time that the archive's entries carry
 * @returns a ZIP archive of all files, with a text that says which is which
 */
export async function archiveFor(shown: ShownChain, modified: Date): Promise<NamedFile> {
	const fingerprints = await fingerprintsOf(shown.chain.path[0].certificate)
	return archiveOf(shown.files.stem, [readMe(shown, fingerprints), ...everyFile(shown.files)], modified)
}
