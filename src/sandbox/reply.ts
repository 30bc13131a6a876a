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
import { inLinesOf, inOneLine, type Presentation, type StructureType, twoLines } from './presentation.ts'
import { writeScript } from './script.ts'

export interface Reply {
	readonly contentType: string
	readonly body: string | Uint8Array
}

const armoured = (label: string, lines: string) => `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`

function day(date: Date): string {
	const [year, month, dayOfMonth] = date.toISOString().slice(0, 10).split('-')
	return `${dayOfMonth}/${month}/${year}`
}

/** The validity period, if it is to be shown. */
function validityText(validity: Validity, request: CollectRequest, presentation: Presentation): string | undefined {
	const isShown = presentation.validity ? presentation.validity === 'always' : request.showValidityPeriod
	return isShown ? `${day(validity.notBefore)} ${day(validity.notAfter)}` : undefined
}

/** Which certificates queryType asks for, root first unless the presentation arranges them otherwise. */
function selected({ issuers, leaf }: Chain, { queryType }: CollectRequest, { arrange }: Presentation) {
	const certificates = { 0: [], 1: [...issuers, leaf], 2: [leaf], 3: issuers }[queryType]
	return arrange?.(certificates, leaf) ?? certificates
}

function structure(
	type: StructureType,
	certificates: readonly Certificate[],
	leaf: Certificate,
	presentation: Presentation,
): Uint8Array {
	switch (type) {
		case 1:
			return netscapeCertificateSequence(certificates)
		case 2:
			return pkcs7(certificates, presentation.pkcs7)
		case 4: {
			const isLeaf = (certificate: Certificate) => certificate === leaf
			const issuers = certificates.filter((certificate) => !isLeaf(certificate))
			return cmmf(issuers, certificates.filter(isLeaf), presentation.cmmf)
		}
	}
}

/** The certificates as text: PEM, or the base64 of one structure, which in a script is usually one line. */
function certificatesText(chain: Chain, request: CollectRequest, presentation: Presentation): string {
	const certificates = selected(chain, request, presentation)
	const { responseType } = request
	const { label, base64 = inLinesOf(64), certificates: change = (text: string) => text } = presentation
	if (responseType === 3) return change(certificates.map(({ der }) => armoured('CERTIFICATE', base64(der))).join(''))
	const bytes = structure(responseType, certificates, chain.leaf, presentation)
	if (label) return change(armoured(label(responseType), base64(bytes)))
	const isInScript = request.responseEncoding === 2 && !presentation.base64
	return change(isInScript ? inOneLine(bytes).trimEnd() : base64(bytes))
}

/**
 * Writes an answer with certificates, status 2.
 *
 * @param chain the certificates
 * @param request what was asked for; its queryType is not 0
 * @param presentation how they are laid out
 */
export function writeCertificates(chain: Chain, request: CollectRequest, presentation: Presentation): Reply {
	const { answer = (text: string) => text } = presentation
	switch (request.responseEncoding) {
		case 0: {
			const validity = validityText(chain.leaf, request, presentation)
			const text = certificatesText(chain, request, presentation)
			return {
				contentType: request.responseMimeType ?? 'text/plain',
				body: answer(`2\n${validity === undefined ? '' : `${validity}\n`}${text}`),
			}
		}
		case 1: {
			const certificates = selected(chain, request, presentation)
			const body = structure(request.responseType, certificates, chain.leaf, presentation)
			return { contentType: 'application/octet-stream', body }
		}
		case 2: {
			const text = certificatesText(chain, request, presentation)
			const status = { status: 2, message: '' }
			return {
				contentType: request.responseMimeType ?? 'text/javascript',
				body: answer(writeScript(status, text, request.callbackFunctionName, presentation.script)),
			}
		}
	}
}

/**
 * Writes an answer without certificates.
 *
 * @param given the status and its words
 * @param request what was asked for; left out when that could not be made out
 * @param presentation how it is laid out
 * @param validity what is shown instead of the words if it was asked for
 */
export function writeStatus(
	given: Status,
	request?: CollectRequest,
	presentation: Presentation = {},
	validity?: Validity,
): Reply {
	const { answer = (text: string) => text, status = twoLines, script } = presentation
	if (request?.responseEncoding === 2)
		return {
			contentType: request.responseMimeType ?? 'text/javascript',
			body: answer(writeScript(given, '', request.callbackFunctionName, script)),
		}
	const mimeType = given.status > 0 && request?.responseEncoding === 0 ? request.responseMimeType : undefined
	const period = request && validity && validityText(validity, request, presentation)
	const text = period === undefined ? status(given) : twoLines({ ...given, message: period })
	return { contentType: mimeType ?? 'text/plain', body: answer(text) }
}
