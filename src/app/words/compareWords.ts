import { enCompare } from './en/compare.ts'

/** A language's words for two certificates side by side: every file of them has this type. */
type CompareWords = typeof enCompare

/** What is said of two certificates side by side. */
export const compareWords: CompareWords = enCompare
