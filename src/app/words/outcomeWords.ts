import { enOutcomes } from './en/outcomes.ts'

/** A language's words for replies without a chain: every file of them has this type. */
type OutcomeWords = typeof enOutcomes

/** What is said of replies that bring no chain, and of how they came. */
export const outcomeWords: OutcomeWords = enOutcomes
