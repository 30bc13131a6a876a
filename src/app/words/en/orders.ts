/** What is said of orders, in English: where they stand, what customers are answered, reports, and the titles of exports. */
import type { Meaning } from '../../../collectccc/codes.ts'
import type { CertificateState, Standing } from '../../orders/order.ts'
import { date, exactTime, number, some, unit } from './formats.ts'

/** What the desk can write to a customer about. */
export type AnswerKind =
	| Exclude<Meaning, 'attached' | 'available'>
	| 'ready'
	| 'ending'
	| 'expired'
	| 'faulty'
	| 'unreadable'

/** What is known of an order, and may stand in an answer. */
export interface AnswerFacts {
	readonly orderNumber: string
	/** as they may be shown; none if the certificate was not collected */
	readonly names: readonly string[]
	readonly validUntil: Date | undefined
	/** whole days until then */
	readonly daysLeft: number | undefined
	/** where a certificate is collected with its code */
	readonly site: string
}

interface Said {
	/** what the subject says behind the order's number */
	readonly subject: string
	/** one paragraph each: what is, and what to do next */
	readonly paragraphs: readonly string[]
	/** the authority did not say how the order stands, or not in words that we know */
	readonly isOpen?: true
}

const ofNames = ({ names }: AnswerFacts) => (names.length > 0 ? ` for ${some(names)}` : '')
const until = ({ validUntil }: AnswerFacts) => (validUntil ? ` It is valid until ${date(validUntil)}.` : '')
const inDays = (days: number | undefined) => {
	if (days === undefined) return 'soon'
	if (days <= 0) return 'today'
	return `in ${unit(days, 'day')}`
}
const weLook = 'The fault is not yours, and you need not do anything. We look into it and write to you again.'

const answers: Record<AnswerKind, (facts: AnswerFacts) => Said> = {
	ready: (facts) => ({
		subject: 'your certificate is ready',
		paragraphs: [
			`Your certificate${ofNames(facts)} has been issued.${until(facts)}`,
			`You can collect it at ${facts.site} with the collection code from the certificate authority’s e-mail. If you have no such e-mail, reply to this one and we send you the files.`,
		],
	}),
	ending: (facts) => ({
		subject: `your certificate ends ${inDays(facts.daysLeft)}`,
		paragraphs: [
			`Your certificate${ofNames(facts)} has been issued, and it ends ${inDays(facts.daysLeft)}${facts.validUntil ? `, on ${date(facts.validUntil)}` : ''}.`,
			'Order its renewal now, so that the new one is installed before this one ends.',
		],
	}),
	expired: (facts) => ({
		subject: 'your certificate has expired',
		paragraphs: [
			`Your certificate${ofNames(facts)} was issued${facts.validUntil ? ` and ended on ${date(facts.validUntil)}` : ' and has ended'}. Anyone who connects will see a warning.`,
			'An expired certificate cannot be extended. Order a new one and install it in the place of this one.',
		],
	}),
	faulty: (facts) => ({
		subject: 'your certificate needs a closer look',
		paragraphs: [
			`Your certificate${ofNames(facts)} has been issued, but something about what we received is not as it should be.`,
			'Please do not install it yet. We ask the certificate authority and write to you again.',
		],
	}),
	processing: () => ({
		subject: 'your certificate is being processed',
		paragraphs: [
			'The certificate authority is still working on your certificate.',
			'Often it waits for a confirmation: of the domain, of the e-mail address, or of the organization. Please check whether such an e-mail is waiting for you, also among unwanted mail. Otherwise there is nothing to do for you now.',
		],
	}),
	'being-issued': () => ({
		subject: 'your certificate is being issued',
		paragraphs: ['Your certificate is being issued at this moment. You need not do anything.'],
	}),
	'request-not-accepted': () => ({
		subject: 'your certificate request needs a correction',
		paragraphs: [
			'The certificate authority does not accept the request for your certificate: something in it is missing or not as it should be.',
			'We find out what it is and write to you again. It may be that we have to ask you for a new certificate signing request (CSR).',
		],
	}),
	'key-not-accepted': () => ({
		subject: 'the key of your request was not accepted',
		paragraphs: [
			'The certificate authority does not accept the key of your certificate request. It may be known to be unsafe.',
			'We find out whether it is, and write to you again. If so, we will ask you for a new key and a new certificate signing request (CSR).',
		],
	}),
	'name-not-accepted': (facts) => ({
		subject: 'a name in your order was not accepted',
		paragraphs: [
			'The certificate authority does not accept a name or an address in your order.',
			`Please tell us which names your certificate for order ${facts.orderNumber} is to have, exactly as they are to stand in it. We look into the rest and write to you again.`,
		],
	}),
	'no-credit': () => ({
		subject: 'your certificate waits for something on our side',
		paragraphs: [
			'The certificate authority has not gone on with your order yet, because something about our account with it has to be settled first.',
			weLook,
		],
	}),
	'wrong-state': () => ({
		subject: 'we ask the certificate authority about your order',
		paragraphs: [
			'The certificate authority cannot hand out your certificate at the moment. It did not say more than that.',
			'We ask for the reason and write to you again. You need not do anything.',
		],
	}),
	'not-approved': () => ({
		subject: 'your order waits for approval',
		paragraphs: [
			'Your certificate is not issued yet, because the order has not been approved.',
			'We find out who has to approve it and write to you. You need not do anything until then.',
		],
	}),
	'awaiting-payment': () => ({
		subject: 'your order waits for payment',
		paragraphs: [
			'The certificate authority still waits for the payment of this order. We look into it and write to you again.',
			'If you pay the authority yourself and have done so, tell us when and how.',
		],
	}),
	rejected: () => ({
		subject: 'your certificate request was rejected',
		paragraphs: [
			'The certificate authority has rejected the request and will not issue a certificate for this order.',
			'We can ask for the reason if you like. To get a certificate, a new order is needed.',
		],
	}),
	revoked: (facts) => ({
		subject: 'your certificate has been revoked',
		paragraphs: [
			`Your certificate${ofNames(facts)} was issued and has since been revoked: it is no longer valid, whatever date stands in it.`,
			'Please take it out of use. If you did not ask for this, reply to this e-mail, and we find out why it happened.',
		],
	}),
	'call-limit': () => ({
		isOpen: true,
		subject: 'we ask about your order again later',
		paragraphs: [
			'The certificate authority answers only a certain number of questions, and could not tell us about your order now.',
			'We ask again later and write to you. You need not do anything.',
		],
	}),
	'invalid-value': () => ({
		subject: 'the certificate authority does not know this number',
		paragraphs: [
			'The certificate authority does not accept this order number.',
			'Please compare it with your confirmation of the order, and send us the number that stands there.',
		],
	}),
	'permission-denied': () => ({
		subject: 'we may not see this order',
		paragraphs: [
			'The certificate authority does not show us this order: it may have been placed with somebody else, or the number may have a mistake in it.',
			'Please compare the number with your confirmation of the order, and tell us where you ordered.',
		],
	}),
	'sign-in-refused': () => ({
		isOpen: true,
		subject: 'we cannot look at your order just now',
		paragraphs: [
			'The certificate authority does not let us in at the moment, so we do not know how your order stands.',
			weLook,
		],
	}),
	'authority-failure': () => ({
		isOpen: true,
		subject: 'the certificate authority has a failure',
		paragraphs: [
			'The certificate authority reported a failure of its own when we asked about your order, so we do not know how it stands.',
			'We ask again later and write to you. You need not do anything.',
		],
	}),
	'missing-argument': () => fault,
	'unknown-argument': () => fault,
	'https-required': () => fault,
	'post-required': () => fault,
	unknown: () => ({
		isOpen: true,
		subject: 'we ask the certificate authority about your order',
		paragraphs: [
			'The certificate authority gave us an answer about your order whose meaning we do not know.',
			'We ask what it means and write to you again. You need not do anything.',
		],
	}),
	unreadable: () => ({
		isOpen: true,
		subject: 'we ask about your order again',
		paragraphs: [
			'The answer of the certificate authority about your order could not be read, so we do not know how it stands.',
			'We ask again and write to you. You need not do anything.',
		],
	}),
}
const fault: Said = {
	isOpen: true,
	subject: 'we cannot look at your order just now',
	paragraphs: ['Our question about your order did not reach the certificate authority in the right form.', weLook],
}

export const enOrders = {
	/** what a status means, in a table's cell */
	meanings: {
		attached: 'Issued',
		available: 'Issued',
		processing: 'Being processed',
		'being-issued': 'Being issued',
		rejected: 'Rejected',
		revoked: 'Revoked',
		'awaiting-payment': 'Awaiting payment',
		'not-approved': 'Not approved yet',
		'sign-in-refused': 'Access refused',
		'permission-denied': 'Not permitted',
		'request-not-accepted': 'Request faulty',
		'key-not-accepted': 'Key not accepted',
		'name-not-accepted': 'Name not accepted',
		'no-credit': 'Not enough credit',
		'wrong-state': 'Not possible now',
		'invalid-value': 'Number not known',
		'missing-argument': 'Call incomplete',
		'unknown-argument': 'Call not understood',
		'https-required': 'Call not encrypted',
		'post-required': 'Call changed',
		'authority-failure': 'Authority failed',
		'call-limit': 'Asked too often',
		unknown: 'Unknown code',
	} satisfies Record<Meaning, string>,
	/** where an order stands, as the choices of a filter */
	standings: {
		'not-asked': 'Not asked yet',
		ready: 'Ready',
		ending: 'Ends soon',
		expired: 'Expired',
		pending: 'Pending',
		ended: 'Ended',
		fault: 'Fault',
		failed: 'Unreadable answer',
	} satisfies Record<Standing, string>,
	certificateStates: {
		none: '',
		'to-collect': 'Ready to collect',
		collected: 'Collected',
		ending: 'Ends soon',
		expired: 'Expired',
		faulty: 'Problem',
	} satisfies Record<CertificateState, string>,

	/** titles of the columns of exports; the number and the note are found by them again */
	columns: {
		order: 'Order number',
		status: 'Status',
		certificate: 'Certificate',
		names: 'Names',
		validUntil: 'Valid until',
		daysLeft: 'Days left',
		lastAsked: 'Last asked (UTC)',
		note: 'Note',
	},

	statusCell: (what: string, code: string | number) => `${what} (${code})`,

	answers,
	answerSubject: (orderNumber: string, subject: string) => `Order ${orderNumber}: ${subject}`,
	answerBody: (paragraphs: readonly string[], orderNumber: string, askedAt: Date, isOpen: boolean) =>
		[
			'Hello,',
			`This is about your order ${orderNumber}.`,
			...paragraphs,
			isOpen
				? `We asked the certificate authority on ${exactTime(askedAt)}.`
				: `This is how it stood when we asked the certificate authority on ${exactTime(askedAt)}.`,
			'Kind regards',
		].join('\n\n'),

	report: {
		title: (orderNumber: string) => `Case report: order ${orderNumber}`,
		made: 'Report made',
		endpoint: 'Endpoint',
		endpointAt: (address: string) => `CollectCCC, ${address}`,
		orderNumber: 'Order number',
		asked: 'Asked for',
		queryTypes: { 0: 'queryType 0 (status only)', 1: 'queryType 1 (status, certificate and authorities)' },
		askedAt: 'Asked on',
		requestId: 'Request id (of this site)',
		result: 'Result',
		neverAsked: 'The authority has not been asked yet',
		answered: 'an answer that could be read',
		failure: (title: string, code: string) => `no answer that could be read: ${title} (${code})`,
		before: (at: Date) => `Before that, on ${exactTime(at)}`,
		code: 'Code',
		meaning: 'Meaning',
		message: 'Message',
		noMessage: 'none',
		certificate: 'Certificate for',
		serialNumber: 'Serial number',
		validUntil: 'Valid until',
		history: 'Earlier and present statuses',
		status: (code: number, meaning: string) => `${number(code)} (${meaning})`,
		time: exactTime,
		secrets: 'Login name, password and cookies are not part of this report.',
	},
}
