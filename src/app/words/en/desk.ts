/** What is said at the support desk, in English. It is loaded with that page. */
import { visibleText } from '../../../certificates/visibleText.ts'
import type { Meaning } from '../../../collectccc/codes.ts'
import { nameText } from '../../chain/nameText.ts'
import type { FailureCode } from '../../collect/collectionFailure.ts'
import type { Added, Tally, Waiting, Wished } from '../../orders/desk.ts'
import {
	bestAnswer,
	certificateStateOf,
	daysLeft,
	type OrderStatus,
	type Row,
	type Standing,
	standingOf,
} from '../../orders/order.ts'
import type { OrderNumbers } from '../../orders/orderNumbers.ts'
import type { SessionEnd } from '../../orders/session.ts'
import { words } from '../words.ts'
import { callLimit } from './callLimit.ts'
import {
	certificates,
	clock,
	countdown,
	date,
	type Explanation,
	exactTime,
	fromNow,
	list,
	number,
	shortDate,
	some,
	span,
} from './formats.ts'
import { enOrders } from './orders.ts'

const orders = (count: number) => `${number(count)} ${count === 1 ? 'order' : 'orders'}`
const orderNumbers = (count: number) => `${number(count)} order ${count === 1 ? 'number' : 'numbers'}`

const shortTime = (value: Date) => `${shortDate(value).replace(/ \d{4}$/, '')}, ${clock(value)}`

/** Beside the status, which tells of the end already. */
const certificateOf = (row: Row, now: number): string | undefined => {
	const state = certificateStateOf(row, now)
	const collected = row.certificate ? 'collected' : 'to-collect'
	return enOrders.certificateStates[state === 'ending' || state === 'expired' ? collected : state] || undefined
}

/** The first few of those that were found, to see whether they are what was meant. */
const fewOf = (found: OrderNumbers['orders']) => {
	const few = found.slice(0, 3).map(({ orderNumber }) => orderNumber)
	return few.length === 0 ? '.' : `: ${few.join(', ')}${found.length > few.length ? ' …' : '.'}`
}

const hereAlready = (count: number) => `${orders(count)} ${count === 1 ? 'was' : 'were'} here already`
const justAsked = (count: number) => `${count === 1 ? 'was' : 'were'} asked less than a minute ago`
/** Of many orders, how many stand where. */
const standing: Record<Standing, string> = {
	ready: 'ready',
	ending: 'ready and ending soon',
	expired: 'expired',
	pending: 'pending',
	ended: 'ended',
	fault: 'with a fault',
	failed: 'with an answer that cannot be read',
	'not-asked': 'not asked',
}

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
		asksSomebody: true,
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
		asksSomebody: true,
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
		'Your password is sealed in a cookie that no script can read, and is gone when you sign out. Certificates are kept only until this page is reloaded or closed.',
	loading: 'One moment …',
	tabTitle: 'Support desk',
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
	shortTime,
	day: shortDate,
	daysLeft: (row: Row, now: number): string => {
		const days = daysLeft(row, now)
		if (days === undefined || row.validUntil === undefined) return ''
		return row.validUntil < now ? fromNow(new Date(row.validUntil), new Date(now)) : number(days)
	},
	status,
	statusOf: (row: Row, now: number): string => {
		const answer = bestAnswer(row)
		const standing = standingOf(row, now)
		if (standing === 'expired' || standing === 'ending') return enOrders.standings[standing]
		if (answer) return inAWord(answer)
		return row.failure ? enOrders.standings.failed : enOrders.standings['not-asked']
	},
	/** the status with its code and the authority's words, as far as there are any */
	statusInFull: (row: Row): string | undefined => {
		const answer = bestAnswer(row)
		return answer && `${status(answer)}${answer.message === '' ? '' : `: ${visibleText(answer.message)}`}`
	},
	standings: enOrders.standings,
	allNames: (names: readonly string[]): string => names.map(nameText).join(', '),
	certificateOf,
	namesOf: ({ certificate }: Row): string => (certificate ? some(certificate.names.map(nameText)) : ''),
	validityOf: (row: Row): string => {
		return row.validUntil === undefined ? '' : `until ${shortDate(new Date(row.validUntil))}`
	},
	certificateAndAsked: (row: Row, now: number): string => {
		return [certificateOf(row, now), row.asked && shortTime(new Date(row.asked.at))].filter(Boolean).join(', ')
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
				`${orderNumbers(orders.length)} found${column === undefined ? '' : typeof column === 'number' ? ` in column ${column}` : ` in the column “${column}”`}${fewOf(orders)}`,
				doubles > 0 && `${orderNumbers(doubles)} more than once.`,
				leftOut > 0 && `${orderNumbers(leftOut)} too many: 5,000 are taken at once.`,
			]
				.filter(Boolean)
				.join(' '),
		notNumbers: ({ count, examples }: OrderNumbers['notNumbers']) =>
			`${number(count)} ${count === 1 ? 'entry is' : 'entries are'} no order number: ${list(examples.map((one) => `“${one}”`))}${count > examples.length ? ' …' : ''}`,
		added: ({ added, known, leftOut, queued, tooSoon }: Added & Wished, isPaused: boolean) =>
			[
				(added > 0 || known === 0) && `${orders(added)} added${isPaused && added > 0 ? ' to the paused queue' : ''}.`,
				queued > added &&
					`${hereAlready(queued - added)} and ${isPaused ? 'wait in the paused queue' : `${queued - added === 1 ? 'is' : 'are'} asked again`}.`,
				tooSoon > 0 && `${hereAlready(tooSoon)} and ${justAsked(tooSoon)}.`,
				leftOut > 0 && `There was no room for ${orders(leftOut)}: remove some first.`,
			]
				.filter(Boolean)
				.join(' '),
	},

	queue: {
		title: (done: number, total: number) => `${number(done)} of ${orders(total)} asked`,
		left: (count: number) => `${orders(count)} still to ask`,
		ended: (tally: Tally, count: number) =>
			`${orders(count)} asked: ${(Object.keys(standing) as Standing[])
				.flatMap((one) => (tally[one] ? `${number(tally[one])} ${standing[one]}` : []))
				.join(', ')}.`,
		lost: (count: number) =>
			`${certificates(count)} that were collected are gone with the reload. Collect them again if you need them.`,
		askRest: (count: number) =>
			count === 1 ? 'Ask the one that was not asked' : `Ask the ${number(count)} that were not asked`,
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
		pausedUntil: (time: Date) => `Nothing is asked before ${clock(time)} UTC, even if you resume.`,
		until: (time: Date, left: number) => `Goes on at ${clock(time)} UTC, in ${countdown(left)}.`,
		waiting: {
			'call-limit': {
				title: callLimit.title,
				cause: 'It answered -42: it limits how many calls it takes, and does not say for how long.',
				next: 'The desk waits, then goes on by itself. Leave this page open, or ask about one order now to see whether the limit is over.',
			},
			busy: {
				title: 'This site takes no more calls for the moment',
				cause: 'Others ask for the same account, or the authority is being spared after failures.',
				next: 'The desk waits and goes on by itself.',
			},
		} satisfies Record<Waiting['reason'], Explanation>,
		tryOne: 'Ask one now',
		sandboxWait: 'In this sandbox the desk waits 15 seconds; with a real authority it would be 15 minutes.',
		stopped: 'Stopped. Nothing is asked until you sign in again.',
	},

	watch: {
		title: 'Keep watch',
		text: (pending: number) =>
			`${orders(pending)} ${pending === 1 ? 'is' : 'are'} pending. The authority asks not to be called more often than every 3 hours for each, and the watch keeps to that while this page is open. By yourself you can ask sooner, when something has happened.`,
		on: 'Watch pending orders',
		interval: 'Ask every',
		every: (milliseconds: number) => span(milliseconds),
		next: (time: Date, left: number) => `Next at ${clock(time)} UTC, in ${span(left)}.`,
		staysSignedIn: (end: Date) => `While the watch is on you stay signed in, at most until ${clock(end)} UTC.`,
		sessionEndsBefore: (end: Date) =>
			`Your session ends before that, at ${clock(end)} UTC. Sign in again then, and the watch goes on.`,
		reloaded: 'This page was loaded again, so the watch is waiting for you to resume it.',
		resume: 'Resume watch',
		elsewhere:
			'Another tab is keeping watch for this account. Only one does at a time: the orders here are asked about when that tab is closed or its watch is turned off.',
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
		noWord: 'The last call brought no word of it',
		onlyNoWord: (count: number) => `Last call brought no word (${number(count)})`,
		select: (orderNumber: string) => `Select order ${orderNumber}`,
		selectAll: 'Select all that are shown',
		nothing:
			'No order fits. Change the search or the status. Names are known of collected certificates alone: collect them to find orders by their names.',
		keys: 'Arrow keys move, Space in a box selects, Shift selects a range, Enter opens.',
		search: 'Search',
		searchHint: 'Order, name, status, note',
		everyStatus: (count: number) => `All (${number(count)})`,
		standing: (name: string, count: number) => `${name} (${number(count)})`,
		count: (shown: number, all: number, selected: number, hidden: number) =>
			`${shown === all ? orders(all) : `${number(shown)} of ${orders(all)}`}${selected > 0 ? `, ${number(selected)} selected` : ''}${hidden > 0 ? `, ${number(hidden)} of them not shown` : ''}`,
		unselect: 'Select none',
		collect: (count: number) => `Collect certificates (${number(count)})`,
		askAgain: (count: number) => `Ask again (${number(count)})`,
		askMany: (count: number) =>
			`Ask the certificate authority about ${orders(count)} again? One call is made after the other; orders that were asked less than a minute ago are left out.`,
		askNot: 'Cancel',
		askedAgain: ({ queued, tooSoon }: Pick<Wished, 'queued' | 'tooSoon'>, isNone: boolean, isPaused: boolean) =>
			[
				queued > 0 &&
					(isPaused
						? `${orders(queued)} added to the paused queue.`
						: `${orders(queued)} ${queued === 1 ? 'is' : 'are'} asked again.`),
				tooSoon > 0 && `${isNone && tooSoon > 1 ? `All ${number(tooSoon)}` : orders(tooSoon)} ${justAsked(tooSoon)}.`,
			]
				.filter(Boolean)
				.join(' '),
		againIn: (milliseconds: number) => `You can ask again in ${countdown(milliseconds)}.`,
		csv: (count: number) => `Export CSV (${number(count)})`,
		zip: (collected: number, all: number) =>
			`Save certificates (${collected === all ? number(all) : `${number(collected)} of ${number(all)}`})`,
		whyNot: (toCollect: number, collected: number) => {
			if (collected === 0)
				return toCollect > 0 ? 'Nothing is collected yet.' : 'Nothing is collected, and nothing is ready.'
			return toCollect === 0 ? 'Everything that is ready is collected.' : ''
		},
		zipFailed: 'The archive could not be made. Try it with fewer orders.',
		copy: (count: number) => `Copy as a table (${number(count)})`,
		remove: (count: number) => `Remove (${number(count)})`,
		removed: (rows: readonly Row[]) => {
			const notes = rows.filter(({ note }) => note !== '').length
			const withNotes =
				notes === 0
					? ''
					: rows.length === 1
						? ' with its note'
						: `, ${notes === 1 ? 'one with a note' : `${number(notes)} with notes`}`
			return `${orders(rows.length)} removed${withNotes}.`
		},
		undo: 'Undo',
		saved: (name: string) => `Saved as ${name}.`,
	},

	view: {
		close: 'Close',
		asking: 'The certificate authority is being asked …',
		queued: 'Waits for its turn.',
		queuedUntil: {
			'call-limit': (time: Date) => `Waits until ${clock(time)} UTC: the authority was asked too often.`,
			busy: (time: Date) => `Waits until ${clock(time)} UTC: this site takes no more calls for the moment.`,
		} satisfies Record<Waiting['reason'], (time: Date) => string>,
		queuedPaused: 'Waits until you resume the queue.',
		asked: (at: Date) => `As of ${exactTime(at)}`,
		neverAsked: 'Not asked yet.',
		askNow: 'Ask now',
		again: (milliseconds: number) => `again in ${countdown(milliseconds)}`,
		note: 'Note',
		lastAsked: (at: Date) => `Last asked on ${exactTime(at)}`,
		noWord: (what: string, code: string, at: Date) =>
			`The last call brought no word of this order: ${what} (${code}). Below is what was known on ${exactTime(at)}.`,
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

	/** in place of that a certificate is ready */
	ends: {
		ending: {
			title: 'The certificate is ready and ends soon',
			cause: 'It has been issued and can be collected.',
			next: 'Tell the customer to order its renewal now.',
		},
		expired: {
			title: 'The certificate has expired',
			cause: 'It was issued, and its end has passed. It can still be collected, and is of no more use.',
			next: 'An expired certificate cannot be extended: a new order is needed.',
		},
	} satisfies Record<'ending' | 'expired', Explanation>,

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
			next: 'Ask the customer to look for a confirmation e-mail, then keep watch: it asks as often as the authority allows.',
		},
		'being-issued': {
			title: 'The certificate is being issued',
			cause: 'The authority is making it at this moment.',
			next: 'It is usually there within minutes. Ask again then.',
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
			next: 'Find out who has to approve it: somebody of this account, of the customer, or of the authority.',
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
			title: callLimit.title,
			cause: `${callLimit.cause} It said nothing about this order.`,
			next: callLimit.next,
		},
		'request-not-accepted': {
			title: 'The authority does not accept the request',
			cause: 'A field of the order or its certificate signing request (CSR) is missing or not as it should be.',
			next: 'Its words below say what. Ask the customer for a new request.',
		},
		'key-not-accepted': {
			title: 'The authority does not accept the key',
			cause: 'The key of the request is known to be unsafe, or the authority does not know what it was asked for.',
			next: 'Its words below say which. For an unsafe key, ask the customer for a new key and a new request.',
		},
		'name-not-accepted': {
			title: 'The authority does not accept the name',
			cause: 'A name or address in the request cannot stand in a certificate, or could not be reached.',
			next: 'Compare the names of the order with the customer. The authority’s words are below.',
		},
		'no-credit': {
			title: 'The account has not enough credit',
			cause: 'The authority issues nothing that the account cannot pay for.',
			next: 'Ask whoever manages the account to add credit, then ask again.',
		},
		'wrong-state': {
			title: 'The order is in a state in which this is not possible',
			cause: 'The authority cannot hand out its certificate now.',
			next: 'Look at the order in the authority’s own pages, or send the authority the case report.',
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
			asksSomebody: true,
		},
		'unknown-argument': {
			title: 'The authority did not understand the call',
			cause: 'It does not know one of the parameters that were sent. This is no fault of the order.',
			next: 'Tell whoever runs this site, with the case report.',
			asksSomebody: true,
		},
		'https-required': {
			title: 'The authority wants an encrypted connection',
			cause: 'This site asked it without encryption. This is no fault of the order.',
			next: 'Tell whoever runs this site, with the case report.',
			asksSomebody: true,
		},
		'post-required': {
			title: 'The authority was asked in the wrong way',
			cause: 'The call reached it as GET, not POST: something on the way changed it.',
			next: 'Tell whoever runs this site, with the case report.',
			asksSomebody: true,
		},
		unknown: {
			title: 'The authority answered with a code that is not documented',
			cause: 'What it means is known to the authority alone.',
			next: 'Send the authority the case report.',
		},
	} satisfies Record<Meaning, Explanation>,

	signIn: {
		pageTitle: 'Sign in – Support desk',
		title: 'Sign in to the support desk',
		lead: 'Look up the orders of your account, keep watch over them, and answer your customers.',
		kept: (loginName: string) =>
			`Your orders are kept in this tab. Sign in as ${loginName} to go on; with another login name the desk begins empty.`,
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
			cause: 'It names four causes for this and does not say which of them it is:',
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
		atStake: (rows: readonly Row[]) => {
			const others = [
				rows.some(({ note }) => note !== '') && 'your notes',
				rows.some(({ certificate }) => certificate) && 'the collected certificates',
			].filter((one) => one !== false)
			return `Signing out removes ${list([orders(rows.length), ...others])} from this tab. Other tabs of the desk are emptied as well.`
		},
		csv: 'Export CSV',
		stay: 'Cancel',
		left: 'You are signed out. Nothing of the desk is left in this tab.',
		signOutFailed: 'You could not be signed out. Check your connection and try again, or close the browser.',
	},
}
