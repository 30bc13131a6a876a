import { enStructure } from './en/structure.ts'

/** A language's words beside a certificate's structure: every file of them has this type. */
type StructureWords = typeof enStructure

/** What stands beside a certificate's structure. */
export const structureWords: StructureWords = enStructure
