import { InvalidRequest } from '../collectccc/request.ts'
import type { Answer, Exchange } from './exchange.ts'
import { problem } from './problem.ts'

const isForm = (contentType = '') =>
	contentType.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'

/**
 * Reads a form and hands it on. Every other body is refused, for it would need a second reader; so is a longer one, and one that
 * breaks a rule of CollectCCC's.
 *
 * @param bytes the longest that is read
 * @param handle answers the form; an InvalidRequest that it throws is answered here
 */
export function ofForm(
	bytes: number,
	handle: (exchange: Exchange, form: URLSearchParams) => Promise<Answer>,
): (exchange: Exchange) => Promise<Answer> {
	return async (exchange) => {
		if (!isForm(exchange.asked.header('content-type'))) return problem(exchange, 'content-type-unsupported')
		const text = await exchange.asked.text(bytes)
		if (text === undefined) return problem(exchange, 'request-too-large')
		try {
			return await handle(exchange, new URLSearchParams(text))
		} catch (error) {
			if (!(error instanceof InvalidRequest)) throw error
			return problem(exchange, error.code, { parameter: error.parameter, detail: error.rule })
		}
	}
}
