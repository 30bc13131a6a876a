/**
 * The request to CollectCCC: every parameter, its limits and the rules between them, in one place. The application
 * builds requests with it and the relay checks them with it.
 *
 * Source: the vendor's reference, "Request parameters".
 */
import * as v from 'valibot'

/** Who asks: the holder of a collection code, or an account that names one of its orders. */
export type Authorization =
	| { readonly collectionCode: string }
	| { readonly loginName: string; readonly loginPassword: string; readonly orderNumber: string }

/**
 * What is asked for.
 * - `queryType` 0 status only · 1 certificate and issuers · 2 certificate only · 3 issuers only.
 * - `responseType` 1 Netscape Certificate Sequence · 2 PKCS#7 · 3 individually encoded · 4 CMMF; all but 3 need
 *   queryType 1.
 */
export type Query =
	| { readonly queryType: 0 | 2 | 3; readonly responseType: 3 }
	| { readonly queryType: 1; readonly responseType: 1 | 2 | 3 | 4 }

/**
 * How the answer is encoded.
 * - 0 base64; `responseMimeType` names the Content-Type of a positive reply.
 * - 1 binary; only with queryType 1 and responseType 2.
 * - 2 JavaScript declarations, and a call of `callbackFunctionName` if there is one.
 */
export type Encoding =
	| { readonly responseEncoding: 0; readonly responseMimeType?: string }
	| { readonly responseEncoding: 2; readonly responseMimeType?: string; readonly callbackFunctionName?: string }

export type CollectRequest = Authorization &
	((Query & Encoding) | { readonly queryType: 1; readonly responseType: 2; readonly responseEncoding: 1 }) & {
		readonly showValidityPeriod: boolean
	}

/** Every parameter name that CollectCCC has. */
export const parameterNames = [
	'loginName',
	'loginPassword',
	'orderNumber',
	'collectionCode',
	'queryType',
	'responseType',
	'responseEncoding',
	'callbackFunctionName',
	'responseMimeType',
	'showValidityPeriod',
] as const

/** A request that CollectCCC would refuse. It names the parameter and the rule, and never repeats the value. */
export class InvalidRequest extends Error {
	override readonly name = 'InvalidRequest'
	readonly code = 'request-invalid'
	/** @param parameter the parameter at fault, as it was sent; @param rule what would be right, in plain words */
	constructor(
		readonly parameter: string,
		readonly rule: string,
	) {
		super(`${parameter}: ${rule}`)
	}
}

// Integers may carry leading zeros: the reference's own sample writes `queryType=01`.
const choice = <const T extends readonly number[]>(allowed: T) => {
	const rule = `must be one of ${allowed.join(', ')}`
	return v.pipe(v.string(rule), v.regex(/^\d{1,4}$/, rule), v.transform(Number), v.picklist(allowed, rule))
}
const text = (limit: number) =>
	v.pipe(
		v.string('must be text'),
		v.minLength(1, 'must not be empty'),
		v.maxLength(limit, `must have at most ${limit} characters`),
		// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
		v.regex(/^[^\u0000-\u001f\u007f]*$/, 'must not have control characters'),
	)

// A callback's name is code that somebody may run, so it is a plain dotted identifier and nothing else.
const identifier = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/
const mimeType = /^[\w.+-]+\/[\w.+-]+$/

const parameters = v.strictObject({
	loginName: v.optional(text(64)),
	loginPassword: v.optional(text(128)),
	orderNumber: v.optional(v.pipe(text(20), v.regex(/^\d+$/, 'must be digits'))),
	collectionCode: v.optional(text(16)),
	queryType: choice([0, 1, 2, 3]),
	responseType: v.optional(choice([1, 2, 3, 4]), '3'),
	responseEncoding: v.optional(choice([0, 1, 2]), '0'),
	callbackFunctionName: v.optional(v.pipe(text(64), v.regex(identifier, 'must be a plain dotted identifier'))),
	responseMimeType: v.optional(v.pipe(text(255), v.regex(mimeType, 'must be a MIME type'))),
	showValidityPeriod: v.optional(v.picklist(['Y', 'N'], 'must be Y or N'), 'N'),
})
type Parameters = v.InferOutput<typeof parameters>

/** What an account gives in the place of a collection code. */
const account = ['loginName', 'loginPassword', 'orderNumber'] as const

function authorizationOf(given: Parameters): Authorization {
	const { collectionCode, loginName, loginPassword, orderNumber } = given
	if (collectionCode !== undefined) {
		const other = account.find((name) => given[name] !== undefined)
		if (other) throw new InvalidRequest(other, 'must be left out when collectionCode is given')
		return { collectionCode }
	}
	if (loginName === undefined || loginPassword === undefined || orderNumber === undefined) {
		const isAccount = account.some((name) => given[name] !== undefined)
		const missing = account.find((name) => given[name] === undefined)
		throw new InvalidRequest(isAccount && missing ? missing : 'collectionCode', 'is missing')
	}
	return { loginName, loginPassword, orderNumber }
}

function queryOf({ queryType, responseType }: Parameters): Query {
	if (queryType === 1) return { queryType, responseType }
	if (responseType === 3) return { queryType, responseType }
	throw new InvalidRequest('responseType', 'must be 3 unless queryType is 1')
}

/**
 * Checks form parameters against the reference's limits and cross-rules.
 *
 * @param entries names and values as they stand in the form body, percent-decoded
 * @returns the request that they make, defaults filled in (responseType 3, responseEncoding 0, showValidityPeriod N)
 * @throws InvalidRequest for an unknown, doubled, missing, malformed or contradictory parameter
 */
export function parseRequest(entries: Iterable<readonly [string, string]>): CollectRequest {
	const given: Record<string, string> = {}
	for (const [name, value] of entries) {
		if (!(parameterNames as readonly string[]).includes(name))
			throw new InvalidRequest(name.slice(0, 64), 'is not a parameter of CollectCCC')
		if (given[name] !== undefined) throw new InvalidRequest(name, 'is given twice')
		given[name] = value
	}
	const checked = v.safeParse(parameters, given, { abortEarly: true })
	if (!checked.success) {
		const [issue] = checked.issues
		const name = v.getDotPath(issue) ?? 'request'
		throw new InvalidRequest(name, name in given ? issue.message : 'is missing')
	}
	const { responseEncoding, responseMimeType, callbackFunctionName } = checked.output
	const rest = { ...authorizationOf(checked.output), showValidityPeriod: checked.output.showValidityPeriod === 'Y' }
	const query = queryOf(checked.output)
	const mime = responseMimeType === undefined ? {} : { responseMimeType }
	if (callbackFunctionName !== undefined && responseEncoding !== 2)
		throw new InvalidRequest('callbackFunctionName', 'goes with responseEncoding 2 only')
	switch (responseEncoding) {
		case 0:
			return { ...rest, ...query, responseEncoding, ...mime }
		case 1:
			if (query.queryType !== 1 || query.responseType !== 2)
				throw new InvalidRequest('responseEncoding', 'may be 1 only when queryType is 1 and responseType is 2')
			if (responseMimeType !== undefined)
				throw new InvalidRequest('responseMimeType', 'goes with responseEncoding 0 or 2 only')
			return { ...rest, queryType: 1, responseType: 2, responseEncoding }
		case 2:
			return {
				...rest,
				...query,
				responseEncoding,
				...mime,
				...(callbackFunctionName === undefined ? {} : { callbackFunctionName }),
			}
	}
}

/**
 * @param request what to ask
 * @returns the body to POST, x-www-form-urlencoded, each parameter once and in the reference's order
 */
export function formBody(request: CollectRequest): string {
	const given: Readonly<Record<string, string | number | boolean>> = {
		...request,
		showValidityPeriod: request.showValidityPeriod ? 'Y' : 'N',
	}
	const body = new URLSearchParams()
	for (const name of parameterNames) {
		const value = given[name]
		if (value !== undefined) body.append(name, String(value))
	}
	return body.toString()
}

/**
 * @param parameter one that takes a text of a certain form
 * @param value what somebody wants to put into it
 * @returns whether the parameter takes it
 */
export function takesText(parameter: 'callbackFunctionName' | 'responseMimeType', value: string): boolean {
	return v.is(parameters.entries[parameter], value)
}
