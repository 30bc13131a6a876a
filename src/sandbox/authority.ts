/**
 * The certification authority: its roots and intermediates, in the shape that a large one has after a change of
 * roots. An older root has signed the newer one as well, so that software which knows only the older one trusts both.
 */
import { type Certificate, generateKeys, issue, type Name, type Party, validityPeriod } from './certificate.ts'

/** An authority that signs, and its own certificate. */
export interface Issuer extends Party {
	readonly certificate: Certificate
}

export interface Authority {
	/** The older root, RSA. */
	readonly olderRoot: Issuer
	/** The newer root, RSA, signed by itself. */
	readonly newerRoot: Issuer
	/** The newer root's name and key once more, signed by the older root. */
	readonly crossCertificate: Certificate
	/** Signs TLS certificates; RSA, below the newer root. */
	readonly tlsIssuer: Issuer
	/** Signs mail certificates; RSA, below the newer root. */
	readonly mailIssuer: Issuer
	/** The elliptic curve root. */
	readonly ellipticRoot: Issuer
	/** Signs TLS certificates; elliptic curve, below the elliptic curve root. */
	readonly ellipticTlsIssuer: Issuer
	/** Signs code signing certificates; elliptic curve, below the elliptic curve root. */
	readonly codeIssuer: Issuer
}

const nameOf = (organization: string, commonName: string): Name => [
	['C', 'GB'],
	['O', organization],
	['CN', commonName],
]
const year = 365

/**
 * Generates the keys and issues the certificates of an authority.
 *
 * @param now the day that its certificates are dated around; each is valid on that day
 */
export async function foundAuthority(now: Date): Promise<Authority> {
	const party = async (kind: 'RSA' | 'P-384', name: Name): Promise<Party> => ({ name, keys: await generateKeys(kind) })
	const [older, newer, tls, mail, ellipticRoot, ellipticTls, code] = await Promise.all([
		party('RSA', nameOf('Sandbox Trust Services', 'Sandbox Trust Services Root')),
		party('RSA', nameOf('Sandbox Certification', 'Sandbox Certification Authority R2')),
		party('RSA', nameOf('Sandbox Certification', 'Sandbox RSA Domain Validation CA 7')),
		party('RSA', nameOf('Sandbox Certification', 'Sandbox Secure Email CA 3')),
		party('P-384', nameOf('Sandbox Certification', 'Sandbox Certification Authority E4')),
		party('P-384', nameOf('Sandbox Certification', 'Sandbox EC Domain Validation CA 5')),
		party('P-384', nameOf('Sandbox Certification', 'Sandbox EC Code Signing CA 2')),
	])
	const rootPeriod = validityPeriod(now, -5 * year, 18 * year)
	const intermediatePeriod = validityPeriod(now, -2 * year, 8 * year)
	const root = async (self: Party, period = rootPeriod): Promise<Issuer> => ({
		...self,
		certificate: await issue(self, self, { kind: 'root' }, period),
	})
	const intermediate = async (subject: Party, issuer: Party, purpose: 'tls' | 'mail' | 'code'): Promise<Issuer> => ({
		...subject,
		certificate: await issue(subject, issuer, { kind: 'intermediate', purpose }, intermediatePeriod),
	})
	return {
		olderRoot: await root(older, validityPeriod(now, -15 * year, 10 * year)),
		newerRoot: await root(newer),
		crossCertificate: await issue(newer, older, { kind: 'cross' }, validityPeriod(now, -4 * year, 9 * year)),
		tlsIssuer: await intermediate(tls, newer, 'tls'),
		mailIssuer: await intermediate(mail, newer, 'mail'),
		ellipticRoot: await root(ellipticRoot),
		ellipticTlsIssuer: await intermediate(ellipticTls, ellipticRoot, 'tls'),
		codeIssuer: await intermediate(code, ellipticRoot, 'code'),
	}
}
