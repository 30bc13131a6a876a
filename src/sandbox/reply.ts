/**
 * An answer, written in the form that was asked for.
 *
 * Source: the vendor's reference, "Response"; where it is silent, the forms that its clients could read.
 */
import type { CollectRequest } from '../collectccc/request.ts'
import type { Certificate, Validity } from './certificate.ts'
import type { Chain } from './chains.ts'
import { cmmf, netscapeCertificateSequence, pkcs7 } from './containers.ts'
import type { Status } from './errors.ts'

/**
 * How certificates are laid out. All but the first depart from the usual on purpose.
 * - `as-printed`: a byte order mark, CRLF, and armour lines with spaces and a last footer of four dashes, as the
 *   reference prints them.
 * - `truncated`: the text ends within the base64 of the last certificate.
 */
export type Presentation = 'root-first' | 'leaf-first' | 'as-printed' | 'truncated'

/** How an error is written: the usual two lines, url-encoded as sibling endpoints do, or as the reference's sample. */
export type ErrorForm = 'lines' | 'form' | 'dictionary'

export interface Reply {
	readonly contentType: string
	readonly body: string | Uint8Array
}

const wrapped = (bytes: Uint8Array) =>
	`${Buffer.from(bytes)
		.toString('base64')
		.replaceAll(/.{64}(?=.)/g, '$&\n')}\n`

const pem = ({ der }: Certificate) => `-----BEGIN CERTIFICATE-----\n${wrapped(der)}-----END CERTIFICATE-----\n`

function day(date: Date): string {
	const [year, month, dayOfMonth] = date.toISOString().slice(0, 10).split('-')
	return `${dayOfMonth}/${month}/${year}`
}

const validityText = ({ notBefore, notAfter }: Validity) => `${day(notBefore)} ${day(notAfter)}`

/** Which certificates queryType asks for, root first unless the presentation says otherwise. */
function selected({ issuers, leaf }: Chain, request: CollectRequest, presentation: Presentation) {
	const parts = { 0: [], 1: [...issuers, leaf], 2: [leaf], 3: issuers } as const
	const certificates = parts[request.queryType]
	return presentation === 'leaf-first' ? certificates.toReversed() : certificates
}

/** What stands for the certificates: text of PEM blocks, or the bytes of one structure. */
function payload(chain: Chain, request: CollectRequest, presentation: Presentation): string | Uint8Array {
	const certificates = selected(chain, request, presentation)
	switch (request.responseType) {
		case 1:
			return netscapeCertificateSequence(certificates)
		case 2:
			return pkcs7(certificates)
		case 3:
			return certificates.map(pem).join('')
		case 4:
			return cmmf(chain.issuers, chain.leaf)
	}
}

/** JSON's strings are JavaScript's, but for `<`, which could end a script element that the answer is put into. */
const literal = (text: string) => JSON.stringify(text).replaceAll('<', '\\x3c')

function declarations({ status, message }: Status, ccc: string, callbackFunctionName: string | undefined): string {
	const call = callbackFunctionName === undefined ? '' : `${callbackFunctionName}();\n`
	return `var g_errorCode=${status};\nvar g_errorMessage=${literal(message)};\nvar g_ccc=${literal(ccc)};\n${call}`
}

function presented(text: string, presentation: Presentation): string {
	switch (presentation) {
		case 'root-first':
		case 'leaf-first':
			return text
		case 'as-printed':
			return `\ufeff${text
				.replaceAll('-----BEGIN CERTIFICATE-----', '----- BEGIN CERTIFICATE -----')
				.replaceAll('-----END CERTIFICATE-----', '----- END CERTIFICATE -----')
				.replace(/-(---- END CERTIFICATE -----\n)$/, '$1')
				.replaceAll('\n', '\r\n')}`
		case 'truncated':
			// Longer than the last footer, shorter than any certificate.
			return text.slice(0, -200)
	}
}

/**
 * Writes an answer with certificates, status 2.
 *
 * @param chain the certificates
 * @param request what was asked for; its queryType is not 0
 * @param presentation how they are laid out
 */
export function writeCertificates(chain: Chain, request: CollectRequest, presentation: Presentation): Reply {
	const certificates = payload(chain, request, presentation)
	switch (request.responseEncoding) {
		case 0: {
			const validity = request.showValidityPeriod ? `${validityText(chain.leaf)}\n` : ''
			const text = typeof certificates === 'string' ? certificates : wrapped(certificates)
			return {
				contentType: request.responseMimeType ?? 'text/plain',
				body: presented(`2\n${validity}${text}`, presentation),
			}
		}
		case 1:
			return { contentType: 'application/octet-stream', body: certificates }
		case 2: {
			const text = typeof certificates === 'string' ? certificates : Buffer.from(certificates).toString('base64')
			return {
				contentType: request.responseMimeType ?? 'text/javascript',
				body: declarations({ status: 2, message: '' }, text, request.callbackFunctionName),
			}
		}
	}
}

function errorText({ status, message }: Status, form: ErrorForm): string {
	switch (form) {
		case 'lines':
			return `${status}\n${message}`
		case 'form':
			return new URLSearchParams({ errorCode: String(status), errorMessage: message }).toString()
		case 'dictionary':
			return `{'errorCode': ${status}, 'errorMessage': "${message}"}`
	}
}

/**
 * Writes an answer without certificates.
 *
 * @param answer the status and its words
 * @param request what was asked for; left out when that could not be made out
 * @param details `form`, how to write it; `validity`, shown instead of the words if it was asked for
 */
export function writeStatus(
	answer: Status,
	request?: CollectRequest,
	{ form = 'lines', validity }: { readonly form?: ErrorForm; readonly validity?: Validity } = {},
): Reply {
	if (request?.responseEncoding === 2)
		return {
			contentType: request.responseMimeType ?? 'text/javascript',
			body: declarations(answer, '', request.callbackFunctionName),
		}
	const mimeType = answer.status > 0 && request?.responseEncoding === 0 ? request.responseMimeType : undefined
	const shown = validity && request?.showValidityPeriod ? { ...answer, message: validityText(validity) } : answer
	return { contentType: mimeType ?? 'text/plain', body: errorText(shown, form) }
}
