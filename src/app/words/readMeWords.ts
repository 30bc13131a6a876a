import { enReadMe } from './en/readMe.ts'

/** A language's words for the text in an archive: every file of them has this type. */
type ReadMeWords = typeof enReadMe

/** What stands in the text beside the files in an archive. */
export const readMeWords: ReadMeWords = enReadMe
