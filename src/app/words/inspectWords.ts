import { enInspect } from './en/inspect.ts'

/** A language's words for inspecting: every file of them has this type. */
type InspectWords = typeof enInspect

/** What is said at `/inspect`. */
export const inspectWords: InspectWords = enInspect
