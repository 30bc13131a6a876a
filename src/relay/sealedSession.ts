/** A session, sealed: what a browser keeps for the relay and can neither read nor change (RFC 7516, `dir` with A256GCM). */
import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import * as v from 'valibot'

/** Somebody who has signed in. Times are in milliseconds since 1970. */
export type Session = {
	/** By which it is known that it has ended, and by which a page names it. Whoever has it can do nothing with it. */
	readonly id: string
	readonly loginName: string
	readonly loginPassword: string
	/** Whether CollectCCC has accepted the login at least once: it may have had no reason to look at it yet. */
	readonly isProven: boolean
	readonly signedInAt: number
	readonly usedAt: number
}

/** How long a session lasts, in milliseconds: in all, and without being used. */
export const lifetime = { total: 8 * 3_600_000, idle: 30 * 60_000 } as const

/** @returns when the session ends however much it is used, in milliseconds since 1970 */
export const latestEndOf = ({ signedInAt }: Session) => signedInAt + lifetime.total

/** @returns when the session ends if it is not used again, in milliseconds since 1970 */
export const endOf = (session: Session) => Math.min(latestEndOf(session), session.usedAt + lifetime.idle)

export type Seal = {
	/** @returns a text of characters that a cookie may have (RFC 6265, section 4.1.1) */
	seal(session: Session): Promise<string>
	/** @returns the session; nothing if it has ended by its times, or was not sealed with one of the secrets */
	open(text: string): Promise<Session | undefined>
}

/** Shorter ones could be guessed: 32 characters of base64 are 192 bits. */
export const shortestSecret = 32

const claims = v.object({
	jti: v.string(),
	sub: v.string(),
	password: v.string(),
	// Cookies of earlier versions do not say.
	proven: v.optional(v.boolean(), false),
	auth_time: v.number(),
	iat: v.number(),
})

const header = { alg: 'dir', enc: 'A256GCM' } as const

/** RFC 5869 with SHA-256: a secret of any form becomes 256 bits that are used for nothing else. */
async function deriveKey(secret: string): Promise<Uint8Array> {
	const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, ['deriveBits'])
	const info = new TextEncoder().encode('certcollect session A256GCM')
	const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
	return new Uint8Array(await crypto.subtle.deriveBits(derivation, material, 256))
}

/** @returns a secret that nobody else has */
export const randomSecret = () => crypto.randomUUID() + crypto.randomUUID()

/**
 * @param secrets the first one seals, all of them open; each of {@link shortestSecret} characters or more
 * @param now the clock, in milliseconds since 1970
 */
export function createSeal(secrets: readonly [string, ...string[]], now: () => number): Seal {
	const [first, ...others] = secrets
	const sealing = deriveKey(first)
	const keys = [sealing, ...others.map(deriveKey)]

	async function decrypt(text: string, key: Uint8Array) {
		try {
			const options = {
				keyManagementAlgorithms: [header.alg],
				contentEncryptionAlgorithms: [header.enc],
				requiredClaims: ['exp'],
				currentDate: new Date(now()),
			}
			return await jwtDecrypt(text, key, options)
		} catch (error) {
			if (error instanceof errors.JOSEError) return undefined
			throw error
		}
	}

	return {
		async seal(session) {
			const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000)
			const { id, loginName, loginPassword, isProven, signedInAt, usedAt } = session
			return new EncryptJWT({ password: loginPassword, proven: isProven, auth_time: seconds(signedInAt) })
				.setProtectedHeader(header)
				.setJti(id)
				.setSubject(loginName)
				.setIssuedAt(seconds(usedAt))
				.setExpirationTime(seconds(endOf(session)))
				.encrypt(await sealing)
		},
		async open(text) {
			for (const key of keys) {
				const { success, output } = v.safeParse(claims, (await decrypt(text, await key))?.payload)
				if (!success) continue
				const { jti, sub, password, proven, auth_time, iat } = output
				return {
					id: jti,
					loginName: sub,
					loginPassword: password,
					isProven: proven,
					signedInAt: auth_time * 1000,
					usedAt: iat * 1000,
				}
			}
			return undefined
		},
	}
}
