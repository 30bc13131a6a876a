import { enGuides } from './en/guides.ts'

/** A language's words for installing: every file of them has this type. */
export type GuideWords = typeof enGuides

/** What is said of where a certificate goes. */
export const guideWords: GuideWords = enGuides
