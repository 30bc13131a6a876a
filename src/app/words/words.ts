import { en } from './en.ts'

/** A language: every file of words has this type. */
export type Words = typeof en

/** The words of the page. Components take all their text from here. */
export const words: Words = en
