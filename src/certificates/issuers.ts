/**
 * Who may have signed whom: a graph of certificates, found by name, key identifiers and signature, in that order (RFC 4158
 * 3.2 and 3.5). The work is bounded, however many certificates share a name.
 */
import type { Certificate } from './certificate.ts'
import type { SignatureState } from './signature.ts'

export type CheckSignature = (certificate: Certificate, issuer: Certificate) => Promise<SignatureState>

/** An edge of the graph: `issuer` may have signed whatever it was found for. */
export interface Edge {
	readonly issuer: Certificate
	readonly signature: SignatureState
}

/** The certificates that can be reached from a leaf, nearest first, each with those that may have signed it. */
export type Graph = ReadonlyMap<Certificate, readonly Edge[]>

/** More namesakes, more issuers for one certificate, or more certificates above a leaf, are an attack on time and no chain. */
const mostNamesakes = 16
const mostIssuers = 4
const mostAbove = 24

/** Certificates of one name, by their subject key identifier; those that have none under the empty text. */
type Namesakes = Map<string, Certificate[]>

/** @param certificate any certificate; @returns whether issuer and subject have one name */
export const isSelfIssued = ({ subject, issuer }: Certificate) => subject.comparable === issuer.comparable

function keysFit({ extensions }: Certificate, issuer: Certificate): boolean {
	const wanted = extensions.authorityKeyIdentifier?.keyIdentifier
	const offered = issuer.extensions.subjectKeyIdentifier
	return wanted === undefined || offered === undefined || wanted === offered
}

/** @param certificate any certificate; @returns whether its names and key identifiers say that it signed itself */
export const isSelfSigned = (certificate: Certificate) => isSelfIssued(certificate) && keysFit(certificate, certificate)

function bySubject(all: readonly Certificate[]): ReadonlyMap<string, Namesakes> {
	const index = new Map<string, Namesakes>()
	for (const one of all) {
		const namesakes = index.get(one.subject.comparable) ?? new Map()
		index.set(one.subject.comparable, namesakes)
		const key = one.extensions.subjectKeyIdentifier ?? ''
		const twins = namesakes.get(key) ?? []
		namesakes.set(key, twins)
		twins.push(one)
	}
	return index
}

/** Those that are worth a check, the likeliest first: the key that is named, no key named, another key. */
function candidatesFor(certificate: Certificate, namesakes: Namesakes): readonly Certificate[] {
	const wanted = certificate.extensions.authorityKeyIdentifier?.keyIdentifier
	const likeliest = [...(wanted === undefined ? [] : (namesakes.get(wanted) ?? [])), ...(namesakes.get('') ?? [])]
	const others = [...namesakes].flatMap(([key, some]) => (key === '' || key === wanted ? [] : some))
	return [...likeliest, ...others].filter((issuer) => issuer !== certificate).slice(0, mostNamesakes)
}

/** A signature that fails counts only if none fits better. */
async function issuersOf(
	certificate: Certificate,
	namesakes: Namesakes | undefined,
	check: CheckSignature,
): Promise<readonly Edge[]> {
	if (!namesakes) return []
	const edges = await Promise.all(
		candidatesFor(certificate, namesakes).map(async (issuer) => ({
			issuer,
			signature: await check(certificate, issuer),
		})),
	)
	const verified = edges.filter(({ signature }) => signature.state === 'verified')
	if (verified.length > 0) return verified.slice(0, mostIssuers)
	// Whoever has the name but another key than the one that is named is somebody else.
	const named = edges.filter(({ issuer }) => keysFit(certificate, issuer))
	const unknown = named.filter(({ signature }) => signature.state === 'not-checked')
	return unknown.length > 0 ? unknown.slice(0, mostIssuers) : named.slice(0, 1)
}

/**
 * @param leaf where to begin
 * @param all certificates, each once, in an order that does not depend on how they came
 * @param check how signatures are checked
 * @returns the certificates above the leaf and itself; one that signed itself is not followed further
 */
export async function climb(leaf: Certificate, all: readonly Certificate[], check: CheckSignature): Promise<Graph> {
	const index = bySubject(all)
	const graph = new Map<Certificate, readonly Edge[]>([[leaf, []]])
	for (const certificate of graph.keys()) {
		if (isSelfSigned(certificate)) continue
		const edges = await issuersOf(certificate, index.get(certificate.issuer.comparable), check)
		const followed = edges.filter(({ issuer }) => graph.has(issuer) || graph.size <= mostAbove)
		graph.set(certificate, followed)
		for (const { issuer } of followed) if (!graph.has(issuer)) graph.set(issuer, [])
	}
	return graph
}
