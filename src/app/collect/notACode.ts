/** What somebody gave in place of a collection code, as far as its text alone tells. */

export type NotACode =
	| { readonly kind: 'private-key' | 'certificate' | 'request' | 'order-number' | 'nothing' }
	/** a code, but for its length */
	| { readonly kind: 'wrong-length'; readonly length: number }

const keyArmour = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY|^PuTTY-User-Key-File-/m
/** How PKCS #8, PKCS #1 and SEC 1 begin in base64, for RSA and for every curve: a SEQUENCE that has an INTEGER 0 or 1 first. */
const bareKey = /^\s*(?:MII[A-Za-z\d+/]{3}IBA[A-Z]|M[HC][A-Za-z\d]CAQ|MI[GH][A-Za-z\d+/]AgE[AB])/
const certificate = /-----BEGIN (?:TRUSTED |X509 )?(?:CERTIFICATE|PKCS7|CMS)-----/
const request = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----/
const orderNumber = /^(?:order\s{0,3}(?:number|no\.?|id)?\s{0,3}[:#]?\s{0,3})?#?\d{4,15}$/i

/** @returns whether a private key is in a text: it must not be shown, nor stay in a field */
export const hasPrivateKey = (text: string): boolean => keyArmour.test(text) || bareKey.test(text)

/** @param text in which no collection code was found; @returns what it is instead */
export function whatInstead(text: string): NotACode {
	if (hasPrivateKey(text)) return { kind: 'private-key' }
	if (certificate.test(text)) return { kind: 'certificate' }
	if (request.test(text)) return { kind: 'request' }
	if (orderNumber.test(text.trim())) return { kind: 'order-number' }
	const { length } = text.length < 80 ? text.replace(/[-\s>*]/g, '') : ''
	const isLikeOne = /^[A-Za-z\d\s>*-]*$/.test(text) && /\d|[a-z][A-Z]/.test(text)
	return isLikeOne && length >= 13 && length <= 19 ? { kind: 'wrong-length', length } : { kind: 'nothing' }
}
