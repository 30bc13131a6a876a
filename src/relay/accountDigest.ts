import { base64url } from 'jose'
import { foldLoginName } from '../collectccc/loginName.ts'

/** Plain SHA-256, because all relays must come to the same. */
async function digest(text: string): Promise<string> {
	const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
	return base64url.encode(new Uint8Array(bytes))
}

/**
 * The login's name is in no key of what relays share. It is folded, so that no spelling gets tries or a turn of its own.
 *
 * @returns a name for the account that tells nothing, for limits and turns
 */
export const accountDigest = (loginName: string): Promise<string> => digest(`account ${foldLoginName(loginName)}`)

/** @returns a name that tells nothing for exactly this login, capitals included: for what is one account's alone */
export const loginDigest = (loginName: string): Promise<string> => digest(`login ${loginName}`)
