/**
 * Orders certificates into a chain. The order in which they came is not trusted and does not matter: every permutation
 * gives the same answer.
 *
 * A certificate's issuer is found by name, key identifiers and signature, in that order (RFC 4158 3.2 and 3.5).
 */
import { type Certificate, isCertificateAuthority, type UnreadableCertificate } from './certificate.ts'
import { hex } from './der.ts'
import { attributeOf, attributeTypes, formatName, type Name } from './name.ts'
import { checkSignature, type SignatureState } from './signature.ts'

export type Role = 'leaf' | 'intermediate' | 'root' | 'self-signed'

/** Who made a certificate's signature. */
export type SignedBy =
	| { readonly by: 'next'; readonly signature: SignatureState }
	| { readonly by: 'itself'; readonly signature: SignatureState }
	/** a gap: the issuer was not among the certificates */
	| { readonly by: 'missing'; readonly issuer: string }

export interface Link {
	readonly certificate: Certificate
	readonly role: Role
	readonly signedBy: SignedBy
}

export interface Chain {
	/** leaf first, each one signed by the next */
	readonly path: readonly [Link, ...Link[]]
	/** others that vouch for the leaf as well, on another path: cross-certificates and what is above them, nearest first */
	readonly alternatives: readonly Certificate[]
	/** certificates that do not belong to the leaf */
	readonly unrelated: readonly Certificate[]
	/** bytes that stood where certificates should */
	readonly unreadable: readonly UnreadableCertificate[]
}

export type CheckSignature = (certificate: Certificate, issuer: Certificate) => Promise<SignatureState>

/** An edge of the graph: `issuer` may have signed whatever it was found for. */
interface Edge {
	readonly issuer: Certificate
	readonly signature: SignatureState
}

/** More issuers for one certificate, or more certificates above a leaf, are an attack on time and no chain. */
const mostIssuers = 4
const mostAbove = 24

const isSelfIssued = ({ subject, issuer }: Certificate) => subject.comparable === issuer.comparable

function keysFit(certificate: Certificate, issuer: Certificate): boolean {
	const wanted = certificate.extensions.authorityKeyIdentifier?.keyIdentifier
	const offered = issuer.extensions.subjectKeyIdentifier
	return wanted === undefined || offered === undefined || wanted === offered
}

const isSelfSigned = (certificate: Certificate) => isSelfIssued(certificate) && keysFit(certificate, certificate)

/** Each certificate once, in an order that depends on the certificates alone: the latest first. */
function canonical(certificates: readonly Certificate[]): Certificate[] {
	const byDer = new Map([...new Set(certificates)].map((certificate) => [hex(certificate.der), certificate]))
	return [...byDer]
		.sort(([a, first], [b, second]) => second.notBefore.getTime() - first.notBefore.getTime() || (a < b ? -1 : 1))
		.map(([, certificate]) => certificate)
}

/** The certificate that the others are there for: not an authority, or else the authority that issued none of the others. */
function findLeaf(certificates: readonly Certificate[]): Certificate | undefined {
	const subjects = new Set(certificates.map(({ subject }) => subject.comparable))
	const issuers = new Set(certificates.filter((one) => !isSelfIssued(one)).map(({ issuer }) => issuer.comparable))
	const hasIssuer = ({ issuer }: Certificate) => subjects.has(issuer.comparable)
	const ends = certificates.filter((one) => !isCertificateAuthority(one))
	const lowest = certificates.filter(({ subject }) => !issuers.has(subject.comparable))
	const candidates = [ends, lowest, certificates].find((some) => some.length > 0) ?? []
	return candidates.find((one) => hasIssuer(one) && !isSelfIssued(one)) ?? candidates[0]
}

/** Who may have signed the certificate: by name, then key identifiers; a signature that fails counts only if none fits better. */
async function issuersOf(
	certificate: Certificate,
	namesakes: readonly Certificate[],
	check: CheckSignature,
): Promise<Edge[]> {
	const others = namesakes.filter((issuer) => issuer !== certificate)
	const candidates = others.toSorted((a, b) => Number(keysFit(certificate, b)) - Number(keysFit(certificate, a)))
	const edges = await Promise.all(
		candidates.slice(0, mostIssuers).map(async (issuer) => ({ issuer, signature: await check(certificate, issuer) })),
	)
	const verified = edges.filter(({ signature }) => signature.state === 'verified')
	if (verified.length > 0) return verified
	// Whoever has the name but another key than the one that is named is somebody else.
	const named = edges.filter(({ issuer }) => keysFit(certificate, issuer))
	const unknown = named.filter(({ signature }) => signature.state === 'not-checked')
	return unknown.length > 0 ? unknown : named.slice(0, 1)
}

/** Every certificate that can be reached from the leaf, nearest first, with the edge that led there the shortest way. */
async function climb(leaf: Certificate, all: readonly Certificate[], check: CheckSignature) {
	const bySubject = new Map<string, Certificate[]>()
	for (const one of all) {
		const { comparable } = one.subject
		bySubject.set(comparable, [...(bySubject.get(comparable) ?? []), one])
	}
	const reached = new Map<Certificate, { from: Certificate; signature: SignatureState } | undefined>([
		[leaf, undefined],
	])
	for (const certificate of reached.keys()) {
		if (isSelfSigned(certificate)) continue
		const named = bySubject.get(certificate.issuer.comparable) ?? []
		for (const { issuer, signature } of await issuersOf(certificate, named, check))
			if (!reached.has(issuer) && reached.size <= mostAbove) reached.set(issuer, { from: certificate, signature })
	}
	return reached
}

const shortName = (name: Name) => attributeOf(name, attributeTypes.commonName) ?? formatName(name)

/**
 * @param given certificates in any order, repeated or unrelated ones among them, and what could not be read
 * @param check how signatures are checked; WebCrypto unless a test says otherwise
 * @returns the chain from the leaf to a root, the shortest one where there are several, or as far as it goes; nothing if
 *   there is no readable certificate
 */
export async function buildChain(
	given: readonly (Certificate | UnreadableCertificate)[],
	check: CheckSignature = checkSignature,
): Promise<Chain | undefined> {
	const all = canonical(given.filter((one) => one.kind === 'certificate'))
	const unreadable = given.filter((one) => one.kind === 'unreadable')
	const leaf = findLeaf(all)
	if (!leaf) return undefined

	const reached = await climb(leaf, all, check)
	const certificates = [...reached.keys()]
	// The first root is the nearest one. Where there is none, the last one reached is as far up as it goes.
	const top = certificates.find((one) => isSelfSigned(one)) ?? certificates.at(-1) ?? leaf
	const upwards = [top]
	const signatures: SignatureState[] = []
	for (let step = reached.get(top); step; step = reached.get(step.from)) {
		upwards.unshift(step.from)
		signatures.unshift(step.signature)
	}

	const links = await Promise.all(
		upwards.map(async (certificate, index): Promise<Link> => {
			const signature = signatures[index]
			const isTop = signature === undefined
			if (isTop && isSelfSigned(certificate)) {
				const signedBy = { by: 'itself', signature: await check(certificate, certificate) } as const
				return { certificate, role: isCertificateAuthority(certificate) ? 'root' : 'self-signed', signedBy }
			}
			return {
				certificate,
				role: index === 0 && !isCertificateAuthority(certificate) ? 'leaf' : 'intermediate',
				signedBy: isTop ? { by: 'missing', issuer: shortName(certificate.issuer) } : { by: 'next', signature },
			}
		}),
	)
	const [first, ...others] = links
	if (!first) return undefined
	return {
		path: [first, ...others],
		alternatives: certificates.filter((one) => !upwards.includes(one)),
		unrelated: all.filter((one) => !reached.has(one)),
		unreadable,
	}
}
