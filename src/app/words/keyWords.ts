import { enKeys } from './en/keys.ts'

/** A language's words about private keys: every file of them has this type. */
type KeyWords = typeof enKeys

/** What is said of private keys and of the files with them. */
export const keyWords: KeyWords = enKeys
