/** Every order that the sandbox knows, and what becomes of it. To add one, add a row; `shopOrders.ts` has those made by a rule. */
import { referenceError, type Status } from './errors.ts'
import { forms } from './forms.ts'
import { attached, type Outcome, type Row, refused, verbatim } from './outcome.ts'
import { cutShort, type Presentation } from './presentation.ts'
import { shopOutcome } from './shopOrders.ts'

export type Group = 'certificates' | 'waiting' | 'refused' | 'trouble' | 'forms'

export interface Order {
	readonly orderNumber: string
	readonly outcome: Outcome
	/** How the answers about it are laid out, whatever is asked. */
	readonly presentation: Presentation
}

/** An order that stands in a table. */
export interface ListedOrder extends Order {
	/** The collection code. */
	readonly code: string
	/** What a person reads beside the code. */
	readonly title: string
	readonly group: Group
}

const page = (title: string, text: string) =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`
const maintenancePage = page('Scheduled maintenance', 'The service will be back shortly.')
const gatewayPage = page('502 Bad Gateway', 'The upstream server did not answer.')

const certificates: readonly Row[] = [
	['DemoSingleHost01', '1000101', 'A website certificate for one host', attached('single-host')],
	['DemoWildcard0100', '1000102', 'A wildcard website certificate with 100 names', attached('wildcard')],
	['DemoEllipticP384', '1000103', 'A website certificate with elliptic curve keys', attached('elliptic')],
	['DemoSecureMail01', '1000104', 'An e-mail certificate for a person', attached('mail')],
	['DemoCodeSigning1', '1000109', 'A code signing certificate for a company', attached('code')],
	['DemoCrossSigned1', '1000105', 'A website certificate with both forms of the root', attached('both-newer-roots')],
	['DemoUnicodeHost1', '1000106', 'A website certificate for bücher.example', attached('internationalized')],
	['DemoExpiredCert1', '1000107', 'A website certificate that has expired', attached('expired')],
	['DemoEndsInDays05', '1000108', 'A website certificate that expires in 5 days', attached('expiring')],
]

const beingIssued: Status = { status: -26, message: 'The certificate is currently being issued!' }

const waiting: readonly Row[] = [
	['DemoIssuedLater1', '1000201', 'Being processed, issued later', { kind: 'processing', chain: 'single-host' }],
	['DemoNeverIssued1', '1000202', 'Being processed, for ever', { kind: 'processing' }],
	['DemoBeingIssued1', '1000203', 'Being issued at this moment', refused(beingIssued)],
	['DemoAvailable001', '1000204', 'Available, but not attached', { kind: 'available', chain: 'single-host' }],
]

const notApproved: Status = { status: -23, message: 'The certificate request has not been approved yet!' }
const callLimit: Status = { status: -42, message: 'Too many calls, try again later!' }
const unheardOf: Status = { status: -77, message: 'The moon is in the wrong phase!' }

const refusals: readonly Row[] = [
	['DemoErrorMinus01', '1000301', 'Not asked over https', refused(referenceError(-1))],
	['DemoErrorMinus02', '1000302', 'An argument that is not recognised', refused(referenceError(-2))],
	['DemoErrorMinus03', '1000303', 'An argument that is missing', refused(referenceError(-3, 'queryType'))],
	['DemoErrorMinus04', '1000304', 'An argument with an invalid value', refused(referenceError(-4, 'collectionCode'))],
	['DemoErrorMinus14', '1000314', 'An unknown error', refused(referenceError(-14))],
	['DemoErrorMinus16', '1000316', 'Login refused', refused(referenceError(-16))],
	['DemoErrorMinus17', '1000317', 'GET used rather than POST', refused(referenceError(-17))],
	['DemoErrorMinus20', '1000320', 'Request rejected', refused(referenceError(-20))],
	['DemoErrorMinus21', '1000321', 'Certificate revoked', refused(referenceError(-21))],
	['DemoErrorMinus22', '1000322', 'Awaiting payment', refused(referenceError(-22))],
	['DemoErrorMinus23', '1000323', 'Not approved yet', refused(notApproved)],
	['DemoErrorMinus42', '1000342', 'Too many calls', refused(callLimit)],
	['DemoErrorMinus77', '1000377', 'A code that no document has', refused(unheardOf)],
	['DemoErrorMinus91', '1000391', 'Permission denied', refused(referenceError(-91, 'CollectCCC'))],
]

const oversizedBody = '2\n'.padEnd(1_100_000, `${'A'.repeat(64)}\n`)
const redirect: Outcome = {
	kind: 'verbatim',
	httpStatus: 302,
	contentType: 'text/plain',
	body: '',
	// To itself, so that a caller who follows it is seen in the number of calls.
	location: '/products/download/CollectCCC',
}

const trouble: readonly Row[] = [
	['DemoHtmlPage0200', '1000401', 'A web page instead of an answer', verbatim(200, 'text/html', maintenancePage)],
	['DemoGateway00502', '1000402', 'An error of a gateway (HTTP 502)', verbatim(502, 'text/html', gatewayPage)],
	['DemoEmptyReply01', '1000403', 'An empty answer', verbatim(200, 'text/plain', '')],
	['DemoNoneInside02', '1000404', 'Status 2 without a certificate', verbatim(200, 'text/plain', '2\n')],
	['DemoOversized001', '1000405', 'An answer of more than 1 MiB', verbatim(200, 'text/plain', oversizedBody)],
	['DemoRedirected01', '1000406', 'A redirection', redirect],
	['DemoCutBase64Off', '1000407', 'An answer that ends half-way', attached('single-host'), { answer: cutShort }],
	['DemoLineBroken01', '1000408', 'A connection that breaks half-way', attached('single-host', 'cut')],
	['DemoSlowReply005', '1000409', 'An answer that takes 5 seconds', attached('single-host', 'slow')],
	['DemoNeverReply01', '1000410', 'No answer, ever', attached('single-host', 'never')],
	['DemoMissingLink1', '1000411', 'An intermediate certificate is missing', attached('gap')],
	['DemoUnrelated001', '1000412', 'An unrelated certificate among the chain', attached('unrelated')],
	['DemoAlteredSign1', '1000413', 'A certificate whose signature was altered', attached('altered-signature')],
]

const grouped = (group: Group, rows: readonly Row[]): readonly ListedOrder[] =>
	rows.map(([code, orderNumber, title, outcome, presentation = {}]) => ({
		code,
		orderNumber,
		title,
		group,
		outcome,
		presentation,
	}))

export const orders: readonly ListedOrder[] = [
	...grouped('certificates', certificates),
	...grouped('waiting', waiting),
	...grouped('refused', refusals),
	...grouped('trouble', trouble),
	...grouped('forms', forms),
]

const shops = new Map<string, Order>()

/** @returns the order of a number, always the same object; nothing if there is none */
export function orderOf(orderNumber: string): Order | undefined {
	const known = orders.find((order) => order.orderNumber === orderNumber) ?? shops.get(orderNumber)
	if (known) return known
	const outcome = shopOutcome(orderNumber)
	if (!outcome) return undefined
	const order = { orderNumber, outcome, presentation: {} }
	shops.set(orderNumber, order)
	return order
}
