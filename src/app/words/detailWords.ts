import { enDetails } from './en/details.ts'

/** A language's words for what stands in a certificate: every file of them has this type. */
type DetailWords = typeof enDetails

/** What stands in a certificate, field by field. */
export const detailWords: DetailWords = enDetails
