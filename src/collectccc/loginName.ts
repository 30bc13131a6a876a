/**
 * Whether CollectCCC tells upper from lower case in login names is not known: here they are one, so that no spelling is an
 * account of its own.
 *
 * @returns what all spellings of a login name have in common
 */
export const foldLoginName = (name: string): string => name.normalize('NFKC').toLowerCase().trim()
