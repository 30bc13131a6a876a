/** Names for files: short, recognisable, and allowed on every system. */
import { alternativeNameOf, type Certificate, isCertificateAuthority } from '../certificates/certificate.ts'
import { attributeOf, attributeTypes } from '../certificates/name.ts'

const longest = 100

/** Device names that Windows reserves, whatever the extension; to it the superscripts of Latin-1 are digits as well. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])$/i

/**
 * @param text a host name, an e-mail address, a person's or an authority's name
 * @returns a file name without its extension: `.` → `_`, `*` → `STAR`, `@` → `_at_`, white space → `_`; what is left of
 *   Windows' forbidden characters, control characters and invisible ones goes; at most 100 characters, possibly none
 */
export function safeStem(text: string): string {
	const stem = text
		.normalize('NFC')
		.replaceAll('*', 'STAR')
		.replaceAll('@', '_at_')
		.replace(/[.\s\\/:]+/gu, '_')
		.replace(/["<>|?\p{C}]/gu, '')
		.replace(/^[-_]+|_+$/g, '')
	// A cut in the middle of a surrogate pair would leave half a character.
	const short = [...stem]
		.slice(0, longest)
		.join('')
		.slice(0, longest)
		.replace(/[\ud800-\udbff]$/, '')
	return reserved.test(short) ? `_${short}` : short
}

/**
 * The name that all files about one certificate share: for an end certificate its first DNS name or common name, e-mail
 * address, the order's number, the serial number; for an authority its common name or organization.
 *
 * @param certificate the certificate that the files are about
 * @param orderNumber the order that it came from, where there is one
 * @returns a stem that is never empty
 */
export function stemOf(certificate: Certificate, orderNumber?: string): string {
	const { subject, serialNumber } = certificate
	const commonName = attributeOf(subject, attributeTypes.commonName)
	const organization = attributeOf(subject, attributeTypes.organization)
	// An e-mail certificate's common name is a person; the address tells which of that person's it is.
	const email = alternativeNameOf(certificate, 'email') ?? attributeOf(subject, attributeTypes.emailAddress)
	const candidates = isCertificateAuthority(certificate)
		? [commonName, attributeOf(subject, attributeTypes.organizationalUnit), organization]
		: [alternativeNameOf(certificate, 'dns'), email, commonName, alternativeNameOf(certificate, 'ip'), orderNumber]
	const stems = candidates.map((candidate) => safeStem(candidate ?? ''))
	return stems.find((stem) => stem !== '') ?? `certificate_${serialNumber.slice(0, 40)}`
}
