import type { Finding, FindingCode } from '../../certificates/findings/finding.ts'
import { enChain } from './en/chain.ts'
import type { Explanation } from './en/formats.ts'

/** A language's words about certificates: every file of them has this type. */
export type ChainWords = typeof enChain

/** What is said of certificates and chains. */
export const chainWords: ChainWords = enChain

/**
 * @param found about a chain
 * @param name what the first certificate that it is about is called
 * @returns what it means, in words
 */
export const explainFinding = <Code extends FindingCode>(found: Finding<Code>, name: string): Explanation =>
	chainWords.findings[found.code](found.facts, name)
