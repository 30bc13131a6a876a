/**
 * CollectCCC tells upper from lower case in login names ("This value is case sensitive"), so another spelling is another account or
 * none. For limits and turns they are one all the same: no spelling gets tries of its own. What belongs to an account goes by its
 * exact name.
 *
 * @returns what all spellings of a login name have in common
 */
export const foldLoginName = (name: string): string => name.normalize('NFKC').toLowerCase().trim()
