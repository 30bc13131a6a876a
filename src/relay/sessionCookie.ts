import { generateCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import type { Asked } from './exchange.ts'
import type { Seal, Session } from './sealedSession.ts'

export type SessionCookie = {
	/** @returns the session that a request brings; nothing if there is none that can be opened */
	read(asked: Pick<Asked, 'header'>): Promise<Session | undefined>
	/** @returns a Set-Cookie header that holds the session, sealed */
	holding(session: Session): Promise<string>
	/** A Set-Cookie header that takes the cookie away. */
	readonly cleared: string
}

const name = 'certcollect-session'

/**
 * The cookie ends with the browser's session; when it ends otherwise is sealed in it, and not the browser's to decide.
 *
 * @param seal what seals and opens it
 * @param isHttps whether users see https: only then is it a cookie that neither http nor another host can set
 *   (`__Host-`, RFC 6265bis, section 4.1.3.2)
 */
export function createSessionCookie(seal: Seal, isHttps: boolean): SessionCookie {
	const prefix = isHttps ? ({ prefix: 'host' } as const) : {}
	const attributes = { path: '/', httpOnly: true, sameSite: 'Strict', secure: isHttps, ...prefix } as const
	const fullName = isHttps ? `__Host-${name}` : name
	return {
		async read({ header }) {
			const text = parse(header('cookie') ?? '', fullName)[fullName]
			return text === undefined || text === '' ? undefined : seal.open(text)
		},
		holding: async (session) => generateCookie(name, await seal.seal(session), attributes),
		cleared: generateCookie(name, '', { ...attributes, maxAge: 0 }),
	}
}
