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
const weLook =
	'The fault is not yours, and there is nothing you need to do. We will look into it and write to you again.'

const answers: Record<AnswerKind, (facts: AnswerFacts) => Said> = {
	ready: (facts) => ({
		subject: 'your certificate is ready',
		paragraphs: [
			`Your certificate${ofNames(facts)} has been issued.${until(facts)}`,
			`You can collect it at ${facts.site} with the collection code from the certificate authority’s e-mail. If you have no such e-mail, reply to this one and we will send you the files.`,
		],
	}),
	ending: (facts) => ({
		subject: `your certificate ends ${inDays(facts.daysLeft)}`,
		paragraphs: [
			`Your certificate${ofNames(facts)} has been issued, and it ends ${inDays(facts.daysLeft)}${facts.validUntil ? `, on ${date(facts.validUntil)}` : ''}.`,
			'Please order its renewal now, so that the new certificate is installed before this one ends.',
		],
	}),
	expired: (facts) => ({
		subject: 'your certificate has expired',
		paragraphs: [
			`Your certificate${ofNames(facts)} was issued${facts.validUntil ? ` and expired on ${date(facts.validUntil)}` : ' and has expired'}. Anyone who connects will see a warning.`,
			'An expired certificate cannot be extended. Please order a new one and install it in place of this one.',
		],
	}),
	faulty: (facts) => ({
		subject: 'your certificate needs a closer look',
		paragraphs: [
			`Your certificate${ofNames(facts)} has been issued, but there is a problem with what we received.`,
			'Please do not install it yet. We will ask the certificate authority and write to you again.',
		],
	}),
	processing: () => ({
		subject: 'your certificate is being processed',
		paragraphs: [
			'The certificate authority is still working on your certificate.',
			'Often it is waiting for a confirmation of the domain, the e-mail address or the organization. Please check whether an e-mail asking for that is waiting for you, including in your spam folder. Otherwise there is nothing you need to do for now.',
		],
	}),
	'being-issued': () => ({
		subject: 'your certificate is being issued',
		paragraphs: ['Your certificate is being issued at this moment. There is nothing you need to do.'],
	}),
	'request-not-accepted': () => ({
		subject: 'your certificate request needs a correction',
		paragraphs: [
			'The certificate authority does not accept the request for your certificate: something in it is missing or wrong.',
			'We will find out what it is and write to you again. We may have to ask you for a new certificate signing request (CSR).',
		],
	}),
	'key-not-accepted': () => ({
		subject: 'the key of your request was not accepted',
		paragraphs: [
			'The certificate authority does not accept the key of your certificate request. It may be known to be unsafe.',
			'We will find out whether it is, and write to you again. If so, we will ask you for a new key and a new certificate signing request (CSR).',
		],
	}),
	'name-not-accepted': (facts) => ({
		subject: 'a name in your order was not accepted',
		paragraphs: [
			'The certificate authority does not accept a name or an address in your order.',
			`Please tell us which names your certificate for order ${facts.orderNumber} should have, exactly as they should appear in it. We will look into the rest and write to you again.`,
		],
	}),
	'no-credit': () => ({
		subject: 'your certificate is waiting for something on our side',
		paragraphs: [
			'The certificate authority has not continued with your order yet, because something about our account with it has to be settled first.',
			weLook,
		],
	}),
	'wrong-state': () => ({
		subject: 'we are asking the certificate authority about your order',
		paragraphs: [
			'The certificate authority cannot hand out your certificate at the moment. It did not say more than that.',
			'We will ask for the reason and write to you again. There is nothing you need to do.',
		],
	}),
	'not-approved': () => ({
		subject: 'your order is waiting for approval',
		paragraphs: [
			'Your certificate has not been issued yet, because the order has not been approved.',
			'We will find out who has to approve it and write to you. There is nothing you need to do until then.',
		],
	}),
	'awaiting-payment': () => ({
		subject: 'your order is waiting for payment',
		paragraphs: [
			'The certificate authority is still waiting for payment for this order. We will look into it and write to you again.',
			'If you pay the authority yourself and have already done so, please tell us when and how.',
		],
	}),
	rejected: () => ({
		subject: 'your certificate request was rejected',
		paragraphs: [
			'The certificate authority has rejected the request and will not issue a certificate for this order.',
			'We can ask for the reason if you like. You will need a new order to get a certificate.',
		],
	}),
	revoked: (facts) => ({
		subject: 'your certificate has been revoked',
		paragraphs: [
			`Your certificate${ofNames(facts)} was issued and has since been revoked: it is no longer valid, whatever end date it shows.`,
			'Please stop using it. If you did not ask for this, reply to this e-mail and we will find out why it happened.',
		],
	}),
	'call-limit': () => ({
		isOpen: true,
		subject: 'we will ask about your order again later',
		paragraphs: [
			'The certificate authority answers only a limited number of calls, and could not tell us about your order just now.',
			'We will ask again later and write to you. There is nothing you need to do.',
		],
	}),
	'invalid-value': () => ({
		subject: 'the certificate authority does not know this number',
		paragraphs: [
			'The certificate authority does not accept this order number.',
			'Please compare it with your order confirmation, and send us the number given there.',
		],
	}),
	'permission-denied': () => ({
		subject: 'we do not have access to this order',
		paragraphs: [
			'The certificate authority does not show us this order: it may have been placed with somebody else, or there may be a mistake in the number.',
			'Please compare the number with your order confirmation, and tell us where you ordered.',
		],
	}),
	'sign-in-refused': () => ({
		isOpen: true,
		subject: 'we cannot look at your order just now',
		paragraphs: [
			'The certificate authority is not giving us access at the moment, so we do not know the status of your order.',
			weLook,
		],
	}),
	'authority-failure': () => ({
		isOpen: true,
		subject: 'the certificate authority is having technical problems',
		paragraphs: [
			'The certificate authority is having technical problems, so we do not know the status of your order.',
			'We will ask again later and write to you. There is nothing you need to do.',
		],
	}),
	'missing-argument': () => fault,
	'unknown-argument': () => fault,
	'https-required': () => fault,
	'post-required': () => fault,
	unknown: () => ({
		isOpen: true,
		subject: 'we are asking the certificate authority about your order',
		paragraphs: [
			'The certificate authority gave us an answer about your order that we do not understand.',
			'We will ask what it means and write to you again. There is nothing you need to do.',
		],
	}),
	unreadable: () => ({
		isOpen: true,
		subject: 'we will ask about your order again',
		paragraphs: [
			'The certificate authority’s answer about your order could not be read, so we do not know its status.',
			'We will ask again and write to you. There is nothing you need to do.',
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
		attached: 'Ready',
		available: 'Ready',
		processing: 'Being processed',
		'being-issued': 'Being issued',
		rejected: 'Rejected',
		revoked: 'Revoked',
		'awaiting-payment': 'Awaiting payment',
		'not-approved': 'Not approved yet',
		'sign-in-refused': 'Login refused',
		'permission-denied': 'Not permitted',
		'request-not-accepted': 'Request faulty',
		'key-not-accepted': 'Key not accepted',
		'name-not-accepted': 'Name not accepted',
		'no-credit': 'Not enough credit',
		'wrong-state': 'Not possible now',
		'invalid-value': 'Number unknown',
		'missing-argument': 'Parameter missing',
		'unknown-argument': 'Parameter unknown',
		'https-required': 'Not encrypted',
		'post-required': 'Sent the wrong way',
		'authority-failure': 'Authority error',
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
		'to-collect': 'Not collected',
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
				: `This was the status when we asked the certificate authority on ${exactTime(askedAt)}.`,
			'Kind regards',
		].join('\n\n'),

	report: {
		title: (orderNumber: string) => `Case report: order ${orderNumber}`,
		made: 'Report made on',
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
		history: 'Status history',
		status: (code: number, meaning: string) => `${number(code)} (${meaning})`,
		time: exactTime,
		secrets: 'Login name, password and cookies are not part of this report.',
	},
}
