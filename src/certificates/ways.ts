/** The ways through a graph of issuers: a walk in breadth, bounded, however the certificates are entangled. */
import type { Certificate } from './certificate.ts'
import type { Edge, Graph } from './issuers.ts'
import { areSame } from './octets.ts'

/** One way up: the edges from the leaf, nearest first. */
export type Way = readonly Edge[]

/** How many steps are taken to find them all. */
const mostSteps = 256

const hasSameKey = (a: Certificate, b: Certificate) =>
	a.subject.comparable === b.subject.comparable && areSame(a.publicKey, b.publicKey)

/** The edges that lead on from where a way has come to; no name and key is passed twice (RFC 4158 5.2). */
function onwards(leaf: Certificate, way: Way, graph: Graph): readonly Edge[] {
	const passed = [leaf, ...way.map(({ issuer }) => issuer)]
	const edges = graph.get(passed.at(-1) ?? leaf) ?? []
	return edges.filter(({ issuer }) => !passed.some((one) => hasSameKey(one, issuer)))
}

/** @param leaf where they begin; @param graph what is above; @returns each as far up as it goes, shortest first, one at least */
export function waysUp(leaf: Certificate, graph: Graph): readonly Way[] {
	const steps: Way[] = [[]]
	const ways: Way[] = []
	for (const way of steps) {
		if (graph.get(way.at(-1)?.issuer ?? leaf)?.length === 0) ways.push(way)
		else if (steps.length < mostSteps) steps.push(...onwards(leaf, way, graph).map((edge) => [...way, edge]))
	}
	if (ways.length > 0) return ways
	// Nothing but circles, or a thicket: go straight on until it is at an end.
	const way: Edge[] = []
	for (let next = onwards(leaf, way, graph)[0]; next; next = onwards(leaf, way, graph)[0]) way.push(next)
	return [way]
}
