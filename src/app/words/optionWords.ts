import { enOptions } from './en/options.ts'

/** A language's words for what can be asked: every file of them has this type. */
type OptionWords = typeof enOptions

/** What is said of everything that CollectCCC can be asked. */
export const optionWords: OptionWords = enOptions
