import { enDesk } from './en/desk.ts'

/** A language's words about the desk: every file of them has this type. */
type DeskWords = typeof enDesk

/** What is said at the support desk. */
export const deskWords: DeskWords = enDesk
