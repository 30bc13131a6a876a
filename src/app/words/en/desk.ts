/** What is said at the support desk, in English. It is loaded with that page. */
import type { Meaning } from '../../../collectccc/codes.ts'
import { nameText } from '../../chain/nameText.ts'
import type { FailureCode } from '../../collect/collectionFailure.ts'
import type { Added, QueueState } from '../../orders/desk.ts'
import { certificateStateOf, type OrderStatus, type Row } from '../../orders/order.ts'
import type { OrderNumbers } from '../../orders/orderNumbers.ts'
import type { SessionEnd } from '../../orders/session.ts'
import { words } from '../words.ts'
import {
	certificates,
	clock,
	countdown,
	date,
	type Explanation,
	exactTime,
	list,
	number,
	shortDate,
	some,
	span,
} from './formats.ts'
import { enOrders } from './orders.ts'

const orders = (count: number) => `${number(count)} ${count === 1 ? 'order' : 'orders'}`
const orderNumbers = (count: number) => `${number(count)} order ${count === 1 ? 'number' : 'numbers'}`

/** What nobody has a word for is told by its code. */
const inAWord = ({ code, meaning }: OrderStatus) =>
	meaning === 'unknown' ? `Code ${code}` : enOrders.meanings[meaning]
const status = ({ code, meaning }: OrderStatus) => enOrders.statusCell(enOrders.meanings[meaning], code)

/** What failures mean here, where they mean something else than for a collection code. */
const failures: Partial<Record<FailureCode, Explanation>> = {
	'network-failed': {
		title: 'This site cannot be reached',
		cause: 'Your device is offline, or the connection broke on the way.',
		next: 'Check your connection, then go on. No order is lost; the one that met it is asked for again.',
	},
	'upstream-unreachable': {
		title: 'The certificate authority cannot be reached',
		cause: 'This site could not connect to it.',
		next: 'Try again in a few minutes. No order is lost.',
	},
	'upstream-resting': {
		title: 'The certificate authority is having trouble',
		cause: 'It failed several times in a row, so this site leaves it alone for a moment.',
		next: 'Wait a little, then try again.',
	},
	'relay-busy': {
		title: 'This site takes no more calls for the moment',
		cause: 'Only so many are made at a time, and one for each account.',
		next: 'Wait a little, then try again.',
	},
	'upstream-redirect': {
		title: 'The certificate authority pointed to another address',
		cause: 'The call was not sent there, because your login must not go anywhere unexpected.',
		next: 'Tell whoever runs this site: the address of CollectCCC has to be looked at.',
	},
	'application-outdated': {
		title: 'A part of this page could not be loaded',
		cause: 'The site may have been updated since you opened it, or your connection broke.',
		next: 'Reload the page. Your orders are kept.',
	},
	'relay-failed': {
		title: 'This site had a failure',
		cause: 'The fault is in this site, not in your orders.',
		next: 'Try again. If this keeps happening, tell whoever runs it, with the code below.',
	},
	unexpected: {
		title: 'Something unexpected happened in this page',
		cause: 'This is a fault of the page, not of your orders.',
		next: 'Try again, or reload the page. Your orders are kept.',
	},
}

const stillHere =
	'Your orders are still here. Sign in with the same login name and go on; with another one the desk begins empty.'

export const enDesk = {
	title: 'Support desk',
	footer:
		'Your password is sealed in a cookie that no script can read, and is gone when you sign out. Certificates are kept in this tab only while it is open.',
	loading: 'One moment …',
	tabTitle: (unseen: number) => (unseen > 0 ? `(${number(unseen)}) Support desk` : 'Support desk'),
	empty:
		'No orders yet. Paste one order number to see everything about it at once, or many to see where each of them stands.',
	storageFull:
		'The browser has no room to keep these orders when the page is loaded again. Export the table before you reload or close it.',
	authoritySaid: 'The authority’s own words:',
	code: (code: string) => `Code ${code}`,
	request: (id: string) => `Request ${id}`,
	failure: (code: FailureCode): Explanation => failures[code] ?? words.failures[code],
	order: (orderNumber: string) => `Order ${orderNumber}`,
	time: exactTime,
	shortTime: (value: Date) => `${shortDate(value).replace(/ \d{4}$/, '')}, ${clock(value)}`,
	day: shortDate,
	daysLeft: (days: number) => number(days),
	status,
	statusOf: (row: Row): string => {
		if (row.failure) return enOrders.standings.failed
		return row.status ? inAWord(row.status) : enOrders.standings['not-asked']
	},
	standings: enOrders.standings,
	certificateOf: (row: Row): string | undefined =>
		enOrders.certificateStates[certificateStateOf(row, Date.now())] || undefined,
	namesOf: ({ certificate }: Row): string => (certificate ? some(certificate.names.map(nameText)) : ''),
	validityOf: (row: Row): string => {
		return row.validUntil === undefined ? '' : shortDate(new Date(row.validUntil))
	},

	numbers: {
		field: 'Order numbers',
		button: 'Check orders',
		choose: 'Choose a file',
		hint: 'One number opens the order; many become a table. Lines, commas or a CSV with other columns, up to 5,000, typed, pasted or dropped. Enter checks them, Shift and Enter begins a new line.',
		empty: 'Give at least one order number first. It has digits only.',
		unreadable: 'The browser could not read this file.',
		found: ({ orders, doubles, leftOut, column }: OrderNumbers) =>
			[
				`${orderNumbers(orders.length)} found${column === undefined ? '' : typeof column === 'number' ? ` in column ${column}` : ` in the column “${column}”`}.`,
				doubles > 0 && `${orderNumbers(doubles)} more than once.`,
				leftOut > 0 && `${orderNumbers(leftOut)} too many: 5,000 are taken at once.`,
			]
				.filter(Boolean)
				.join(' '),
		notNumbers: ({ count, examples }: OrderNumbers['notNumbers']) =>
			`${number(count)} ${count === 1 ? 'entry is' : 'entries are'} no order number: ${list(examples.map((one) => `“${one}”`))}${count > examples.length ? ' …' : ''}`,
		added: ({ added, known, leftOut }: Added) =>
			[
				`${orders(added)} added.`,
				known > 0 && `${orders(known)} ${known === 1 ? 'was' : 'were'} here already.`,
				leftOut > 0 && `There was no room for ${orders(leftOut)}: remove some first.`,
			]
				.filter(Boolean)
				.join(' '),
	},

	queue: {
		title: (done: number, total: number) => `${number(done)} of ${orders(total)} asked`,
		pause: 'Pause',
		resume: 'Resume',
		cancel: 'Cancel',
		running: (orderNumber: string) => `Asking for ${orderNumber}.`,
		remaining: (milliseconds: number) =>
			milliseconds < 60_000 ? 'Less than a minute left.' : `About ${span(milliseconds)} left.`,
		paused: 'Paused. Nothing is asked until you resume.',
		reloaded: 'The page was loaded again. Resume to go on where it stood.',
		signedIn: 'You are signed in again. Resume to go on where it stood.',
		unreadable: (count: number): Explanation => ({
			title: 'The certificate authority sends answers that cannot be read',
			cause: `The last ${number(count)} were something other than a status or certificates, often a maintenance page.`,
			next: 'Resume later. No order is lost.',
		}),
		until: (time: Date, left: number) => `Goes on at ${clock(time)} UTC, in ${countdown(left)}.`,
		waiting: {
			'call-limit': {
				title: 'The certificate authority was asked too often',
				cause: 'It answered -42: it limits how many calls it takes.',
				next: 'The desk waits and goes on by itself. You can leave the page open, or cancel.',
			},
			busy: {
				title: 'This site takes no more calls for the moment',
				cause: 'Others ask for the same account, or the authority is being spared after failures.',
				next: 'The desk waits and goes on by itself.',
			},
		} satisfies Record<Extract<QueueState, { kind: 'waiting' }>['reason'], Explanation>,
		stopped: 'Stopped. Nothing is asked until you sign in again.',
	},

	watch: {
		title: 'Keep watch',
		text: (pending: number) =>
			`${orders(pending)} ${pending === 1 ? 'is' : 'are'} pending. The authority asks not to be called more often than every 3 hours for each. The watch runs while this page is open.`,
		on: 'Watch pending orders',
		interval: 'Ask again',
		every: (milliseconds: number) => `every ${span(milliseconds)}`,
		next: (time: Date, left: number) => `Next at ${clock(time)} UTC, in ${span(left)}.`,
		staysSignedIn: (end: Date) => `While the watch is on you stay signed in, at most until ${clock(end)} UTC.`,
		sessionEndsBefore: (end: Date) =>
			`Your session ends before that, at ${clock(end)} UTC. Sign in again then, and the watch goes on.`,
		changes: 'What changed',
		change: (before: OrderStatus, after: OrderStatus) => `${status(before)} → ${status(after)}`,
		notification: (orderNumber: string, after: OrderStatus) => `Order ${orderNumber}: ${inAWord(after)}`,
		notifications: {
			default: 'Notify me of changes',
			granted: 'Changes are notified.',
			denied: 'Notifications are not allowed here; the tab’s title tells of changes.',
		} satisfies Record<NotificationPermission, string>,
	},

	table: {
		label: 'Orders',
		order: 'Order',
		status: 'Status',
		certificate: 'Certificate',
		names: 'Names',
		validUntil: 'Valid until',
		daysLeft: 'Days left',
		asked: 'Last asked',
		note: 'Note',
		asking: ', being asked',
		select: (orderNumber: string) => `Select order ${orderNumber}`,
		selectAll: 'Select all that are shown',
		nothing: 'No order fits. Change the search or the status.',
		keys: 'Arrow keys move, Space selects, Shift selects a range, Enter opens.',
		search: 'Search',
		searchHint: 'Order, name or note',
		everyStatus: (count: number) => `All (${number(count)})`,
		standing: (name: string, count: number) => `${name} (${number(count)})`,
		count: (shown: number, all: number, selected: number) =>
			`${shown === all ? orders(all) : `${number(shown)} of ${orders(all)}`}${selected > 0 ? `, ${number(selected)} selected` : ''}`,
		unselect: 'Select none',
		collectReady: (count: number) =>
			count > 0 ? `Collect all that are ready (${number(count)})` : 'Collect all that are ready',
		collectSelected: 'Collect certificates',
		askAgain: 'Ask again',
		csv: 'Export CSV',
		zip: 'Save certificates (.zip)',
		zipFailed: 'The archive could not be made. Try it with fewer orders.',
		copy: 'Copy as a table',
		remove: 'Remove',
		saved: (name: string) => `Saved as ${name}.`,
	},

	view: {
		close: 'Close',
		asking: 'The certificate authority is being asked …',
		queued: 'Waits for its turn.',
		asked: (at: Date) => `As of ${exactTime(at)}`,
		neverAsked: 'Not asked yet.',
		askNow: 'Ask now',
		again: (milliseconds: number) => `again in ${countdown(milliseconds)}`,
		note: 'Note',
		before: (known: string) => `Before that it was: ${known}.`,
		validUntil: (until: Date) => `Valid until ${date(until)}.`,
		nextAsk: (at: Date) => `The watch asks again on ${exactTime(at)}.`,
		collect: 'Collect certificate',
		askLikeThis: 'Ask like this',
		cameWith: (count: number) => `${certificates(count)} came.`,
		answer: 'Answer to the customer',
		subject: 'Subject',
		copy: 'Copy',
		copySubject: 'Copy the subject',
		copyAnswer: 'Copy the answer',
		report: 'Case report',
		reportText: 'For the support of the certificate authority. It holds no secrets.',
		copyReport: 'Copy the case report',
		history: (count: number) => `History (${number(count)})`,
	},

	/** what a status means to those who help a customer with it */
	meanings: {
		attached: {
			title: 'The certificate is ready',
			cause: 'It has been issued and can be collected.',
			next: 'Collect it to see what is in it, or tell the customer to.',
		},
		available: {
			title: 'The certificate is ready',
			cause: 'It has been issued and can be collected.',
			next: 'Collect it to see what is in it, or tell the customer to.',
		},
		processing: {
			title: 'The order is being processed',
			cause:
				'The authority still works on it. Often it waits for somebody to confirm the domain, the e-mail address or the organization.',
			next: 'Ask the customer to look for a confirmation e-mail. Keep watch, or ask again in three hours at the earliest.',
		},
		rejected: {
			title: 'The request was rejected',
			cause: 'The authority will not issue a certificate for this order.',
			next: 'Ask the authority for the reason. A new order is needed.',
		},
		revoked: {
			title: 'The certificate was revoked',
			cause: 'It was issued and then declared invalid: somebody asked for it, or its key was no longer safe.',
			next: 'Tell the customer not to use it any more. If nobody asked for it, ask the authority why.',
		},
		'awaiting-payment': {
			title: 'The order is not paid yet',
			cause: 'The authority waits for the payment before it hands the certificate out.',
			next: 'Look into the payment, then ask again.',
		},
		'not-approved': {
			title: 'The order is not approved yet',
			cause: 'Somebody has to approve it before the certificate is issued.',
			next: 'Find out who approves orders of this account.',
		},
		'invalid-value': {
			title: 'The authority does not know this order',
			cause: 'A digit may be missing or wrong, or the order belongs to another account.',
			next: 'Compare the number with the order’s confirmation.',
		},
		'sign-in-refused': {
			title: 'The authority refused the login',
			cause: 'The login is wrong, the account locked, the password expired, or this site’s address blocked.',
			next: 'Nothing was repeated. Find out which it is before you sign in again.',
		},
		'permission-denied': {
			title: 'This account may not see this order',
			cause: 'The authority does not permit it.',
			next: 'Ask whoever manages the account, or use the account that the order belongs to.',
		},
		'call-limit': {
			title: 'The authority was asked too often',
			cause: 'It limits how many calls it takes, and said nothing about this order.',
			next: 'Wait at least three hours, then ask again.',
		},
		'authority-failure': {
			title: 'The authority had a failure',
			cause: 'It says that an error occurred on its side and does not say which.',
			next: 'Ask again in a few minutes. If it stays, send the authority the case report.',
		},
		'missing-argument': {
			title: 'The authority is missing something from the call',
			cause: 'It wants a parameter that was not sent. This is no fault of the order.',
			next: 'Tell whoever runs this site, with the case report.',
		},
		'unknown-argument': {
			title: 'The authority did not understand the call',
			cause: 'It does not know one of the parameters that were sent. This is no fault of the order.',
			next: 'Tell whoever runs this site, with the case report.',
		},
		'https-required': {
			title: 'The authority wants an encrypted connection',
			cause: 'This site asked it without encryption. This is no fault of the order.',
			next: 'Tell whoever runs this site, with the case report.',
		},
		'post-required': {
			title: 'The authority was asked in the wrong way',
			cause: 'The call reached it as GET, not POST: something on the way changed it.',
			next: 'Tell whoever runs this site, with the case report.',
		},
		unknown: {
			title: 'The authority answered with a code that is not documented',
			cause: 'What it means is known to the authority alone.',
			next: 'Send the authority the case report.',
		},
	} satisfies Record<Meaning, Explanation>,

	signIn: {
		title: 'Sign in to the support desk',
		lead: 'Look up the orders of your account, keep watch over them, and answer your customers.',
		loginName: 'Login name',
		loginPassword: 'Password',
		orderNumber: 'Order number',
		why: 'Any order of your account will do. The certificate authority has no sign-in: the only way to try a login is to ask for an order, so one is asked for, once, and you see it first.',
		button: 'Sign in',
		unfit: {
			loginName: 'Give your login name, at most 64 characters.',
			loginPassword: 'Give your password, at most 128 characters.',
			orderNumber: 'An order number has digits only, at most 20.',
		},
		refused: {
			title: 'The certificate authority refused this login',
			cause: 'It names four causes for this and does not say which of them it is. They stand below.',
			next: 'Nothing is repeated for you, because repeating can lock the account. Be sure of your login before you try again.',
		},
		causes: [
			'The login name or the password is wrong. Capitals count in both.',
			'The account is locked.',
			'The password has expired.',
			'The authority takes no calls from the address of this site.',
		],
		refusedCode: 'Code -16',
		throttled: {
			title: 'Too many sign-ins have failed',
			cause:
				'This site stops here, so that nobody can guess passwords or lock your account. The authority was not asked.',
			next: 'Make sure of your login in the meantime.',
		},
		again: (milliseconds: number) => `You can try again in ${countdown(milliseconds)}.`,
		ended: {
			expired: {
				title: 'Your session has ended',
				cause:
					'It ends after 8 hours, or after 30 minutes in which nothing was asked. A watch keeps it for the 8 hours, but not while your device sleeps.',
				next: stillHere,
			},
			refused: {
				title: 'The certificate authority no longer accepts your login',
				cause:
					'It answered -16 to a call: the password may have changed or expired, the account may be locked, or this site’s address blocked. Nothing was asked after that.',
				next: 'Your orders are still here. Find out which it is before you sign in again, because failed sign-ins can lock the account.',
			},
			elsewhere: {
				title: 'You have been signed out',
				cause: 'Somebody signed out in another tab of this browser, or this site was set up anew.',
				next: stillHere,
			},
		} satisfies Record<SessionEnd, Explanation>,
		demo: {
			title: 'Sandbox: an account to try',
			text: 'This server is not connected to a certificate authority. The account and its orders are made up.',
			fillIn: 'Fill in',
		},
	},

	session: {
		label: 'Session',
		signedInAs: 'Signed in as',
		ends: (at: Date, left: number) => `session ends at ${clock(at)} UTC, in ${span(left)}`,
		signOut: 'Sign out',
		signOutFailed: 'You could not be signed out. Check your connection and try again, or close the browser.',
	},
}
