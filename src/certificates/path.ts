/** The ways from a leaf up to a root: each one with where it ends, the best one first. */
import { type Certificate, displayName, isCertificateAuthority } from './certificate.ts'
import { type CheckSignature, type Graph, isSelfSigned } from './issuers.ts'
import { isNameKnown, type KnownRoots, type Recognition, recognize } from './knownRoots.ts'
import { commonNameOf } from './name.ts'
import { isOwnServer } from './purpose.ts'
import type { SignatureState } from './signature.ts'
import { type Way, waysUp } from './ways.ts'

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

/** Where a path ends, and whether a list of known roots has it. */
export type End =
	| { readonly kind: 'known-root'; readonly root: Certificate }
	/**
	 * A known root's name and key, signed by another authority. Who knows the root stops there; what does not, such as an old
	 * device, goes on to the older one.
	 */
	| { readonly kind: 'cross-certificate'; readonly cross: Certificate; readonly older: string }
	/** self-signed, and not in the list */
	| { readonly kind: 'unknown-root'; readonly root: Certificate }
	/** no authority at all: a leaf that vouches for itself */
	| { readonly kind: 'self-signed'; readonly root: Certificate }
	/** the list has a root of that name, and keys cannot be compared without WebCrypto */
	| { readonly kind: 'root-not-checked'; readonly root: Certificate }
	/** the issuer is missing; a root of its name may be in the list, which says nothing about its key */
	| { readonly kind: 'open'; readonly issuer: string; readonly isNameKnown: boolean }

export interface Path {
	/** leaf first, each one signed by the next */
	readonly path: readonly [Link, ...Link[]]
	readonly end: End
}

/** How many paths are kept. */
const mostPaths = 16

function endOf(
	leaf: Certificate,
	anchor: Certificate | undefined,
	top: Certificate,
	known: KnownRoots,
	topIs: Recognition | undefined,
): End {
	const isRoot = isSelfSigned(top)
	if (anchor && isSelfSigned(anchor)) return { kind: 'known-root', root: anchor }
	if (anchor)
		return { kind: 'cross-certificate', cross: anchor, older: isRoot ? displayName(top) : commonNameOf(top.issuer) }
	const isOwn = !isCertificateAuthority(top) || (top === leaf && isOwnServer(top))
	if (isRoot && isOwn) return { kind: 'self-signed', root: top }
	if (isRoot) return { kind: topIs === 'not-checked' ? 'root-not-checked' : 'unknown-root', root: top }
	return { kind: 'open', issuer: commonNameOf(top.issuer), isNameKnown: isNameKnown(top.issuer, known) }
}

/** Smaller is better, field by field. What comes first is the way that a program of today is likeliest to take. */
function rankOf(way: Way, end: End, toAnchor: number): readonly number[] {
	// A failed signature is worse than any end, and one that nobody checked is worse than a checked one.
	const hasFailed = Math.max(
		0,
		...way.map(({ signature }) => ({ verified: 0, 'not-checked': 1, failed: 2 })[signature.state]),
	)
	switch (end.kind) {
		case 'known-root':
			return [hasFailed, 0, toAnchor, 0]
		case 'cross-certificate':
			return [hasFailed, 0, toAnchor, 1]
		case 'root-not-checked':
			return [hasFailed, 1, way.length]
		case 'unknown-root':
		case 'self-signed':
			return [hasFailed, 2, way.length]
		case 'open':
			return [hasFailed, 3, -way.length]
	}
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
	const at = a.findIndex((rank, index) => rank !== b[index])
	return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

function pathOf(leaf: Certificate, way: Way, end: End, ownSignature: SignatureState | undefined): Path {
	const link = (certificate: Certificate, index: number): Link => {
		const edge = way[index]
		const isAuthority = isCertificateAuthority(certificate)
		if (edge) {
			const role = index === 0 && !isAuthority ? 'leaf' : 'intermediate'
			return { certificate, role, signedBy: { by: 'next', signature: edge.signature } }
		}
		if (ownSignature) {
			const role = isAuthority && !(index === 0 && isOwnServer(certificate)) ? 'root' : 'self-signed'
			return { certificate, role, signedBy: { by: 'itself', signature: ownSignature } }
		}
		const role = index === 0 && !isAuthority ? 'leaf' : 'intermediate'
		return { certificate, role, signedBy: { by: 'missing', issuer: commonNameOf(certificate.issuer) } }
	}
	return { path: [link(leaf, 0), ...way.map(({ issuer }, index) => link(issuer, index + 1))], end }
}

/**
 * @param leaf where the paths begin
 * @param graph what is above it
 * @param known the roots to end at
 * @param check how a root's own signature is checked
 * @returns the paths, the shortest one to a known root first, then those to other roots, then those that are open
 */
export async function findPaths(
	leaf: Certificate,
	graph: Graph,
	known: KnownRoots,
	check: CheckSignature,
): Promise<readonly [Path, ...Path[]]> {
	const above = await Promise.all(
		[...graph.keys()].map(async (one) => {
			const own = isSelfSigned(one) ? await check(one, one) : undefined
			return [one, { recognition: await recognize(one, known), own }] as const
		}),
	)
	const seen = new Map(above)
	const ranked = waysUp(leaf, graph).map((way) => {
		const certificates = [leaf, ...way.map(({ issuer }) => issuer)]
		const top = way.at(-1)?.issuer ?? leaf
		const toAnchor = certificates.findIndex((one) => seen.get(one)?.recognition === 'known')
		const end = endOf(leaf, certificates[toAnchor], top, known, seen.get(top)?.recognition)
		return { rank: rankOf(way, end, toAnchor), path: pathOf(leaf, way, end, seen.get(top)?.own) }
	})
	const [best, ...others] = ranked.sort((a, b) => compareRanks(a.rank, b.rank)).map(({ path }) => path)
	if (!best) throw new Error('There is always a way, if only the leaf')
	return [best, ...others.slice(0, mostPaths - 1)]
}

/**
 * @param path any path
 * @returns its certificates up to the first that programs trust by themselves, a root or a cross-certificate of one, with that
 *   one: nothing above it binds what is below
 */
export function upToAnchor({ path: [leaf, ...links], end }: Path): readonly [Certificate, ...Certificate[]] {
	const above = links.map(({ certificate }) => certificate)
	if (end.kind === 'open') return [leaf.certificate, ...above]
	const anchor = above.indexOf(end.kind === 'cross-certificate' ? end.cross : end.root)
	return [leaf.certificate, ...above.slice(0, anchor + 1)]
}

/** @param path any path; @returns the same without what is trusted: what has to be sent. A leaf is always needed */
export function neededOf(path: Path): readonly Certificate[] {
	const [leaf, ...above] = upToAnchor(path)
	return [leaf, ...(path.end.kind === 'open' ? above : above.slice(0, -1))]
}
