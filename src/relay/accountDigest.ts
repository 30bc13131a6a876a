import { base64url } from 'jose'
import { foldLoginName } from '../collectccc/loginName.ts'

/**
 * The login's name is in no key of what relays share. It is plain SHA-256 because all relays must come to the same.
 * It is folded, so that no spelling gets tries or a turn of its own.
 *
 * @returns a name for the account that tells nothing
 */
export async function accountDigest(loginName: string): Promise<string> {
	const text = new TextEncoder().encode(`account ${foldLoginName(loginName)}`)
	const bytes = await crypto.subtle.digest('SHA-256', text)
	return base64url.encode(new Uint8Array(bytes))
}
