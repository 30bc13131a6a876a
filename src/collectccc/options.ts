/** What may be chosen of a request beside who asks, and which choices exclude each other. */
import { type CollectRequest, formBody, parseRequest } from './request.ts'

/** A choice for every parameter; an empty text leaves its parameter out. */
export interface RequestOptions {
	readonly queryType: 0 | 1 | 2 | 3
	readonly responseType: 1 | 2 | 3 | 4
	readonly responseEncoding: 0 | 1 | 2
	readonly showValidityPeriod: boolean
	readonly callbackFunctionName: string
	readonly responseMimeType: string
}

/** What is asked for unless somebody chooses otherwise: everything, individually encoded, with the validity period. */
export const usualOptions: RequestOptions = {
	queryType: 1,
	responseType: 3,
	responseEncoding: 0,
	showValidityPeriod: true,
	callbackFunctionName: '',
	responseMimeType: '',
}

/** Why something cannot be chosen: what it goes with and is not there. */
export type Obstacle = 'needs-query-1' | 'needs-query-1-type-2' | 'needs-encoding-2' | 'needs-encoding-0-or-2'

/** @returns why this container cannot be had with the other choices, if it cannot (the reference, responseType) */
export function obstacleOfType(
	type: RequestOptions['responseType'],
	{ queryType }: RequestOptions,
): Obstacle | undefined {
	return type === 3 || queryType === 1 ? undefined : 'needs-query-1'
}

/** @returns why this encoding cannot be had with the other choices, if it cannot (the reference, responseEncoding) */
export function obstacleOfEncoding(
	encoding: RequestOptions['responseEncoding'],
	{ queryType, responseType }: RequestOptions,
): Obstacle | undefined {
	return encoding !== 1 || (queryType === 1 && responseType === 2) ? undefined : 'needs-query-1-type-2'
}

/** @returns why a callback cannot be named with the other choices, if it cannot */
export function obstacleOfCallback({ responseEncoding }: RequestOptions): Obstacle | undefined {
	return responseEncoding === 2 ? undefined : 'needs-encoding-2'
}

/** @returns why a MIME type cannot be named with the other choices, if it cannot */
export function obstacleOfMimeType({ responseEncoding }: RequestOptions): Obstacle | undefined {
	return responseEncoding === 1 ? 'needs-encoding-0-or-2' : undefined
}

/**
 * @param options any choices
 * @returns the same, with the usual in the place of what the choices before it exclude: queryType, then responseType, then
 *   responseEncoding, then the rest
 */
export function settle(options: RequestOptions): RequestOptions {
	const typed = obstacleOfType(options.responseType, options)
		? { ...options, responseType: usualOptions.responseType }
		: options
	const encoded = obstacleOfEncoding(typed.responseEncoding, typed)
		? { ...typed, responseEncoding: usualOptions.responseEncoding }
		: typed
	return {
		...encoded,
		callbackFunctionName: obstacleOfCallback(encoded) ? '' : encoded.callbackFunctionName,
		responseMimeType: obstacleOfMimeType(encoded) ? '' : encoded.responseMimeType,
	}
}

/**
 * @param options what to ask for
 * @returns it as CollectCCC's parameters, without who asks
 */
export function parametersOf(options: RequestOptions): readonly (readonly [string, string])[] {
	const { queryType, responseType, responseEncoding, showValidityPeriod, callbackFunctionName, responseMimeType } =
		options
	return [
		['queryType', String(queryType)],
		['responseType', String(responseType)],
		['responseEncoding', String(responseEncoding)],
		...(callbackFunctionName === '' ? [] : [['callbackFunctionName', callbackFunctionName] as const]),
		...(responseMimeType === '' ? [] : [['responseMimeType', responseMimeType] as const]),
		['showValidityPeriod', showValidityPeriod ? 'Y' : 'N'],
	]
}

/**
 * @param collectionCode the code from the e-mail, at most 16 characters
 * @param options what to ask for
 * @returns the request
 * @throws InvalidRequest where the options exclude each other, or a text is not what its parameter takes
 */
export function requestForCode(collectionCode: string, options: RequestOptions = usualOptions): CollectRequest {
	return parseRequest([['collectionCode', collectionCode], ...parametersOf(options)])
}

/** @returns the same for an order of an account; @param orderNumber digits; @throws InvalidRequest as {@link requestForCode} */
export function requestForOrder(
	login: { readonly loginName: string; readonly loginPassword: string },
	orderNumber: string,
	options: RequestOptions = usualOptions,
): CollectRequest {
	return parseRequest([...Object.entries(login), ['orderNumber', orderNumber], ...parametersOf(options)])
}

/**
 * The same request as a command for a shell, to be tried or shown to somebody. Secrets are left to be filled in.
 *
 * @param request what to ask
 * @param address where CollectCCC is
 * @returns a curl command over several lines, in POSIX quoting
 */
export function curlCommand(request: CollectRequest, address: string): string {
	const secrets: Readonly<Record<string, string>> = {
		collectionCode: 'COLLECTION_CODE',
		loginName: 'LOGIN_NAME',
		loginPassword: 'LOGIN_PASSWORD',
		orderNumber: 'ORDER_NUMBER',
	}
	const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
	const data = [...new URLSearchParams(formBody(request))].map(
		([name, value]) => `--data-urlencode ${quoted(`${name}=${secrets[name] ?? value}`)}`,
	)
	// Bytes would spoil a terminal, and curl refuses to write them to one.
	const output = request.responseEncoding === 1 ? ['--output CollectCCC.p7b'] : []
	return [`curl ${quoted(address)}`, ...data, ...output].join(' \\\n  ')
}
