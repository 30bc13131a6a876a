/**
 * Orders certificates into a chain. The order in which they came is not trusted and does not matter: every permutation
 * gives the same answer.
 */
import { type Certificate, isCertificateAuthority, type UnreadableCertificate } from './certificate.ts'
import { type CheckSignature, climb, isSelfIssued } from './issuers.ts'
import { type KnownRoots, noKnownRoots } from './knownRoots.ts'
import { areSame, compareOctets } from './octets.ts'
import { findPaths, type Path } from './path.ts'
import { checkSignature } from './signature.ts'

/** What came, seen from one leaf. Its own path is the one that is shown. */
export interface Chain extends Path {
	/** other ways up, worse ones further behind; see {@link alongPath} */
	readonly otherPaths: readonly Path[]
	/** what stands on those and not on this path: cross-certificates and what is above them */
	readonly alternatives: readonly Certificate[]
	/** certificates that do not belong to the leaf; other leaves are among them */
	readonly unrelated: readonly Certificate[]
	/** bytes that stood where certificates should */
	readonly unreadable: readonly UnreadableCertificate[]
	/** every certificate that a chain could begin with, this one's among them, likeliest first */
	readonly leaves: readonly Certificate[]
	/** all certificates in the order in which they came; what came twice is here twice */
	readonly sent: readonly Certificate[]
	readonly knownRoots: KnownRoots
}

/** Each certificate once, in an order that depends on the certificates alone: the latest first. Twins become one object. */
function canonical(certificates: readonly Certificate[]) {
	const sorted = [...new Set(certificates)].sort(
		(a, b) => b.notBefore.getTime() - a.notBefore.getTime() || compareOctets(a.der, b.der),
	)
	const all: Certificate[] = []
	const same = new Map<Certificate, Certificate>()
	for (const one of sorted) {
		const last = all.at(-1)
		const isTwin = last !== undefined && areSame(last.der, one.der)
		if (!isTwin) all.push(one)
		same.set(one, isTwin ? last : one)
	}
	return { all, sent: certificates.map((one) => same.get(one) ?? one) }
}

/** What the others are there for: certificates that are no authorities, or else authorities that issued none of the others. */
function findLeaves(certificates: readonly Certificate[]): readonly Certificate[] {
	const subjects = new Set(certificates.map(({ subject }) => subject.comparable))
	const issuers = new Set(certificates.filter((one) => !isSelfIssued(one)).map(({ issuer }) => issuer.comparable))
	const ends = certificates.filter((one) => !isCertificateAuthority(one))
	const lowest = certificates.filter(({ subject }) => !issuers.has(subject.comparable))
	const leaves = [ends, lowest, certificates].find((some) => some.length > 0) ?? []
	const likelihood = (one: Certificate) =>
		Number(subjects.has(one.issuer.comparable) && !isSelfIssued(one)) - Number(issuers.has(one.subject.comparable))
	return leaves.toSorted((a, b) => likelihood(b) - likelihood(a))
}

interface Options {
	/** how signatures are checked; WebCrypto unless a test says otherwise */
	readonly check?: CheckSignature | undefined
	/** what the ends of paths are compared with */
	readonly knownRoots?: KnownRoots | undefined
	/** one of {@link Chain.leaves} to begin with, where the first one is not meant */
	readonly leaf?: Certificate | undefined
}

/**
 * @param given certificates in any order, repeated or unrelated ones among them, and what could not be read
 * @returns the chain from the leaf to a root, with the shortest path to a known root first, or as far as it goes; nothing if
 *   there is no readable certificate
 */
export async function buildChain(
	given: readonly (Certificate | UnreadableCertificate)[],
	{ check = checkSignature, knownRoots = noKnownRoots, leaf: chosen }: Options = {},
): Promise<Chain | undefined> {
	const { all, sent } = canonical(given.filter((one) => one.kind === 'certificate'))
	const leaves = findLeaves(all)
	const leaf = leaves.find((one) => one === chosen) ?? leaves[0]
	if (!leaf) return undefined

	const graph = await climb(leaf, all, check)
	const [path, ...otherPaths] = await findPaths(leaf, graph, knownRoots, check)
	const unrelated = all.filter((one) => !graph.has(one))
	const unreadable = given.filter((one) => one.kind === 'unreadable')
	const alternatives = without(path, [...graph.keys()])
	return { ...path, otherPaths, alternatives, unrelated, unreadable, leaves, sent, knownRoots }
}

function without({ path }: Path, certificates: readonly Certificate[]): readonly Certificate[] {
	const onPath = new Set(path.map(({ certificate }) => certificate))
	return certificates.filter((one) => !onPath.has(one))
}

/**
 * @param chain a chain
 * @param chosen one of its other paths
 * @returns the same chain along that path
 */
export function alongPath(chain: Chain, chosen: Path): Chain {
	const { path, end, otherPaths, alternatives } = chain
	const related = [...path.map(({ certificate }) => certificate), ...alternatives]
	return {
		...chain,
		...chosen,
		otherPaths: [{ path, end }, ...otherPaths.filter((one) => one !== chosen)],
		alternatives: without(chosen, related),
	}
}
