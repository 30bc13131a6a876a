/** What Java asks of a PKCS#12 file beyond the format. */

/**
 * @param password what somebody typed
 * @returns whether Java opens a store with it: of each character it takes seven bits (OpenJDK's PBEKey), so that anything beyond
 *   ASCII locks it out, and keytool wants at least six
 */
export const isForJava = (password: string): boolean => /^[ -~]{6,}$/.test(password)
