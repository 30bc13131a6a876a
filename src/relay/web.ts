import type { Answer, Asked } from './exchange.ts'
import type { Fields } from './security.ts'
import { gatherReply } from './upstream.ts'

/**
 * @param request any that a runtime makes
 * @param peer who the connection is with
 */
export function askedBy(request: Request, path: string, peer: string | undefined): Asked {
	const { method, headers, signal } = request
	const header = (name: string) => headers.get(name) ?? undefined
	return {
		method,
		path,
		origin: new URL(request.url).origin,
		peer,
		client: signal,
		header,
		async text(limit) {
			const length = header('content-length')
			// HTTP itself ends such a body where it said. To count it would mean to make a stream of it, which costs more than the
			// rest of the relay together.
			if (length !== undefined && header('transfer-encoding') === undefined)
				return Number(length) <= limit ? request.text() : undefined
			const gathered = gatherReply(limit)
			for await (const chunk of request.body ?? []) if (!gathered.add(chunk)) return undefined
			return new TextDecoder().decode(gathered.whole())
		},
	}
}

/** @returns each field's name and value */
export const pairs = (fields: Fields): [string, string][] =>
	fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? '']] : []))

/** @returns an answer as the web's own type */
export const responseOf = ({ status, fields, body }: Answer): Response =>
	new Response(body, { status, headers: pairs(fields) })
