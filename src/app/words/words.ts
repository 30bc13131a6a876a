import type { Finding, FindingCode } from '../../certificates/findings/finding.ts'
import { type Explanation, en } from './en.ts'

/** A language: every file of words has this type. */
export type Words = typeof en

/** The words of the page. Components take all their text from here. */
export const words: Words = en

/**
 * @param found about a chain
 * @param name what the first certificate that it is about is called
 * @returns what it means, in words
 * @public
 */
export const explainFinding = <Code extends FindingCode>(found: Finding<Code>, name: string): Explanation =>
	words.findings[found.code](found.facts, name)
