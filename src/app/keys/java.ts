/** What Java asks of a PKCS#12 file beyond the format. */

/**
 * @param password what somebody typed
 * @returns whether any Java opens a store with it: OpenJDK 17 refuses what goes beyond ASCII, in files of its own too, and
 *   later ones take it in the modern kind alone; keytool wants at least six characters wherever it makes or changes a store
 */
export const isForJava = (password: string): boolean => /^[ -~]{6,}$/.test(password)
