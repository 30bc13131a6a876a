/** What is said at the support desk, in English. It is loaded with that page. */
import { visibleText } from '../../../certificates/visibleText.ts'
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
import { words } from '../words.ts'
import { callLimit } from './callLimit.ts'
import {
	certificates,
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
import { clockHere, shortTimeHere, timeHere } from './localTimes.ts'
import { enOrderEnds, enOrderMeanings } from './orderMeanings.ts'
import { enOrders } from './orders.ts'
import { enSession, enSignIn } from './signIn.ts'

const orders = (count: number) => `${number(count)} ${count === 1 ? 'order' : 'orders'}`
const orderNumbers = (count: number) => `${number(count)} order ${count === 1 ? 'number' : 'numbers'}`

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

const counted = (name: string, count: number) => `${name}: ${number(count)}`
const hereAlready = (count: number) => `${orders(count)} ${count === 1 ? 'was' : 'were'} here already`
const justAsked = (count: number) => `${count === 1 ? 'was' : 'were'} asked less than a minute ago`
/** Of many orders, how many stand where. */
const standing: Record<Standing, string> = {
	ready: 'ready',
	ending: 'ending soon',
	expired: 'expired',
	pending: 'pending',
	ended: 'ended',
	fault: 'with a fault',
	failed: 'with an unreadable answer',
	'not-asked': 'not asked',
}

const status = ({ code, meaning }: OrderStatus) => enOrders.statusCell(enOrders.meanings[meaning], code)
/** Staff quote the codes of refusals; what all is well with is known by its word, and two codes have the same one. */
const inAWord = (answer: OrderStatus) => {
	if (answer.meaning === 'unknown') return `Code ${answer.code}`
	return answer.code < 0 ? status(answer) : enOrders.meanings[answer.meaning]
}

/** What failures mean here, where they mean something else than for a collection code. */
const failures: Partial<Record<FailureCode, Explanation>> = {
	'network-failed': {
		title: 'This site cannot be reached',
		cause: 'Your device is offline, or the connection broke on the way.',
		next: 'Check your connection, then resume. No order is lost: the one affected is asked again.',
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
		title: 'This site cannot take more calls at the moment',
		cause: 'It makes only so many at a time, and one at a time for each account.',
		next: 'Wait a little, then try again.',
	},
	'upstream-redirect': {
		title: 'The certificate authority pointed to another address',
		cause: 'The call was not sent there, because your login must not go anywhere unexpected.',
		next: 'Tell whoever runs this site to check the address of CollectCCC.',
		asksSomebody: true,
	},
	'application-outdated': {
		title: 'A part of this page could not be loaded',
		cause: 'The site may have been updated since you opened it, or your connection broke.',
		next: 'Reload the page. Your orders are kept.',
	},
	'relay-failed': {
		title: 'This site had a failure',
		cause: 'The fault is with this site, not with your orders.',
		next: 'Try again. If this keeps happening, tell whoever runs it, with the code below.',
		asksSomebody: true,
	},
	unexpected: {
		title: 'Something unexpected happened on this page',
		cause: 'The fault is with the page, not with your orders.',
		next: 'Try again, or reload the page. Your orders are kept.',
	},
}

export const enDesk = {
	title: 'Support desk',
	footer:
		'Your password is sealed in a cookie that no script can read, and is gone when you sign out. Certificates are kept only until this page is reloaded or closed.',
	loading: 'One moment …',
	tabTitle: 'Support desk',
	empty:
		'No orders yet. Paste one order number to see everything about it, or several to see where each of them stands.',
	storageFull:
		'The browser has no room to keep these orders over a reload. Export the table before you reload or close this page.',
	authoritySaid: 'The authority’s own words:',
	code: (code: string) => `Code ${code}`,
	request: (id: string) => `Request ${id}`,
	failure: (code: FailureCode): Explanation => failures[code] ?? words.failures[code],
	order: (orderNumber: string) => `Order ${orderNumber}`,
	time: timeHere,
	timeUtc: exactTime,
	shortTime: shortTimeHere,
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
		return [certificateOf(row, now), row.asked && shortTimeHere(new Date(row.asked.at))].filter(Boolean).join(', ')
	},

	numbers: {
		field: 'Order numbers',
		button: 'Check orders',
		choose: 'Choose a file',
		hint: 'One number opens the order; several become a table. Type, paste or drop up to 5,000, also as a CSV with other columns. Enter checks them; Shift and Enter starts a new line.',
		empty: 'Enter at least one order number. It has only digits.',
		unreadable: 'The browser could not read this file.',
		found: ({ orders, doubles, leftOut, column }: OrderNumbers) =>
			[
				`${orderNumbers(orders.length)} found${column === undefined ? '' : typeof column === 'number' ? ` in column ${column}` : ` in the column “${column}”`}${fewOf(orders)}`,
				doubles > 0 && `${number(doubles)} ${doubles === 1 ? 'repeat' : 'repeats'} left out.`,
				leftOut > 0 && `${orderNumbers(leftOut)} left out: the desk takes 5,000 at a time.`,
			]
				.filter(Boolean)
				.join(' '),
		range: 'Ranges are not read: enter each number.',
		code: 'This is a collection code, not an order number.',
		toCollect: 'Use it on Collect',
		notNumbers: ({ count, examples }: OrderNumbers['notNumbers']) =>
			`${number(count)} ${count === 1 ? 'entry is not an order number' : 'entries are not order numbers'}: ${list(examples.map((one) => `“${one}”`))}${count > examples.length ? ' …' : ''}`,
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
			`${number(count)} collected certificates were lost when the page was reloaded. Collect them again if you need them.`,
		askRest: (count: number) =>
			count === 1 ? 'Ask about the one not asked yet' : `Ask about the ${number(count)} not asked yet`,
		pause: 'Pause',
		resume: 'Resume',
		cancel: 'Cancel',
		running: (orderNumber: string) => `Asking about ${orderNumber}.`,
		remaining: (milliseconds: number) =>
			milliseconds < 60_000 ? 'Less than a minute left.' : `About ${span(milliseconds)} left.`,
		paused: 'Paused. Nothing is asked until you resume.',
		reloaded: 'This page was loaded again. Resume to go on from where it stopped.',
		signedIn: 'You are signed in again. Resume to go on from where it stopped.',
		unreadable: (count: number): Explanation => ({
			title: 'The certificate authority is sending unreadable answers',
			cause: `The last ${number(count)} were neither statuses nor certificates. Often this is a maintenance page.`,
			next: 'Resume later. No order is lost.',
		}),
		pausedUntil: (time: Date) => `Nothing is asked before ${clockHere(time)}, even if you resume.`,
		until: (time: Date, left: number) => `Resumes at ${clockHere(time)}, in ${countdown(left)}.`,
		waiting: {
			'call-limit': {
				title: callLimit.title,
				cause: 'It answered -42: it limits how many calls it takes, and does not say for how long.',
				next: 'The desk waits, then goes on by itself. Leave this page open, or ask about one order now to see whether the limit is over.',
			},
			busy: {
				title: 'This site cannot take more calls at the moment',
				cause: 'Other calls for this account are waiting, or the authority is being left alone after failures.',
				next: 'The desk waits, then goes on by itself.',
			},
		} satisfies Record<Waiting['reason'], Explanation>,
		tryOne: 'Ask one now',
		sandboxWait: 'In this sandbox the desk waits 15 seconds. With a real authority it waits 15 minutes.',
		stopped: 'Stopped. Nothing is asked until you sign in again.',
	},

	watch: {
		title: 'Keep watch',
		text: (pending: number) =>
			`${orders(pending)} ${pending === 1 ? 'is' : 'are'} pending. The authority asks not to be called about an order more often than every 3 hours. The watch keeps to that for as long as this page is open. You can ask sooner yourself if something has changed.`,
		on: 'Watch pending orders',
		interval: 'Ask every',
		every: (milliseconds: number) => span(milliseconds),
		next: (time: Date, left: number) => `Next call at ${clockHere(time)}, in ${span(left)}.`,
		staysSignedIn: (end: Date) => `While the watch is on you stay signed in, until ${clockHere(end)} at the latest.`,
		sessionEndsBefore: (end: Date) =>
			`Your session ends before that, at ${clockHere(end)}. Sign in again then, and the watch goes on.`,
		reloaded: 'This page was loaded again, so the watch is waiting for you to resume it.',
		resume: 'Resume watch',
		elsewhere:
			'Another tab is keeping watch for this account. Only one does at a time: the orders here are asked about when that tab is closed or its watch is turned off.',
		changes: 'What changed',
		change: (before: OrderStatus, after: OrderStatus) => `${status(before)} → ${status(after)}`,
		notification: (orderNumber: string, after: OrderStatus) => `Order ${orderNumber}: ${inAWord(after)}`,
		notifications: {
			default: 'Notify me of changes',
			granted: 'You will be notified of changes.',
			denied: 'Notifications are not allowed here; the tab’s title counts changes.',
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
		noWord: 'The last call returned nothing about this order',
		onlyNoWord: (count: number) => counted('No clear answer last time', count),
		select: (orderNumber: string) => `Select order ${orderNumber}`,
		selectAll: 'Select all that are shown',
		nothing:
			'No orders match. Change the search or the status. Names are known only for collected certificates: collect them to find orders by name.',
		keys: 'Arrow keys move, Space in a checkbox selects, Shift selects a range, Enter opens.',
		search: 'Search',
		searchHint: 'Order, name, status, note',
		everyStatus: (count: number) => counted('All', count),
		standing: counted,
		count: (shown: number, all: number, selected: number, hidden: number) =>
			`${shown === all ? orders(all) : `${number(shown)} of ${orders(all)}`}${selected > 0 ? `, ${number(selected)} selected` : ''}${hidden > 0 ? `, ${number(hidden)} of them not shown` : ''}`,
		unselect: 'Clear selection',
		collect: (count: number) => `Collect certificates (${number(count)})`,
		/** @param isAgain whether most of them have been asked about before */
		ask: (count: number, isAgain: boolean) => `${isAgain ? 'Ask again' : 'Ask'} (${number(count)})`,
		askMany: (count: number, isAgain: boolean) =>
			`Ask the certificate authority about ${orders(count)}${isAgain ? ' again' : ''}? Calls are made one after the other; orders asked less than a minute ago are left out.`,
		askNot: 'Cancel',
		askedAgain: ({ queued, tooSoon }: Pick<Wished, 'queued' | 'tooSoon'>, isNone: boolean, isPaused: boolean) =>
			[
				queued > 0 &&
					(isPaused
						? `${orders(queued)} added to the paused queue.`
						: `${orders(queued)} ${queued === 1 ? 'is' : 'are'} being asked.`),
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
				return toCollect > 0 ? 'Nothing has been collected yet.' : 'Nothing has been collected, and nothing is ready.'
			return toCollect === 0 ? 'Everything that is ready has been collected.' : ''
		},
		zipFailed: 'The archive could not be made. Try again with fewer orders.',
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
		previous: 'Previous',
		next: 'Next',
		asking: 'The certificate authority is being asked …',
		queued: 'Waiting for its turn.',
		queuedUntil: {
			'call-limit': (time: Date) => `Waiting until ${clockHere(time)}: the authority was asked too often.`,
			busy: (time: Date) => `Waiting until ${clockHere(time)}: this site cannot take more calls at the moment.`,
		} satisfies Record<Waiting['reason'], (time: Date) => string>,
		queuedPaused: 'Waiting until you resume the queue.',
		asked: (at: Date) => `As of ${timeHere(at)}`,
		neverAsked: 'Not asked yet.',
		/** @param wait how long until it can be asked again, in milliseconds */
		ask: (wait: number | undefined, isAgain: boolean) =>
			wait === undefined ? (isAgain ? 'Ask again' : 'Ask now') : `Ask again (in ${Math.ceil(wait / 1000)} s)`,
		note: 'Note',
		lastAsked: (at: Date) => `Last asked on ${timeHere(at)}`,
		noWord: (what: string, code: string, at: Date) =>
			`The last call returned nothing about this order: ${what} (${code}). Below is what was known on ${timeHere(at)}.`,
		validUntil: (until: Date) => `Valid until ${date(until)}.`,
		nextAsk: (at: Date) => `The watch asks again on ${timeHere(at)}.`,
		collect: 'Collect certificate',
		askLikeThis: 'Ask with these options',
		cameWith: (count: number) => `${certificates(count)} received.`,
		answer: 'Answer to the customer',
		subject: 'Subject',
		copy: 'Copy',
		copySubject: 'Copy the subject',
		copyAnswer: 'Copy the answer',
		report: 'Case report',
		reportText: 'For the certificate authority’s support team. It contains no secrets.',
		copyReport: 'Copy the case report',
		history: (count: number) => `History (${number(count)})`,
	},

	ends: enOrderEnds,
	meanings: enOrderMeanings,
	signIn: enSignIn,
	session: enSession,
}
