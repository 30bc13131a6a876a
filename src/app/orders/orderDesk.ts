import { failureOf } from '../collect/collectionFailure.ts'
import type {
	Added,
	AskOrder,
	Clock,
	Desk,
	DeskContent,
	DeskSnapshot,
	Removed,
	StatusChange,
	WatchClaim,
	Wished,
} from './desk.ts'
import { type Ending, Endings } from './endings.ts'
import { noteOf } from './note.ts'
import {
	type Asked,
	askableAt,
	bestAnswer,
	emptyRow,
	isCollectable,
	type QueryType,
	type Row,
	standings,
} from './order.ts'
import { mostOrders, type NewOrder } from './orderNumbers.ts'
import { Queue, type Turn } from './queue.ts'
import { Rows } from './rows.ts'
import { Run } from './run.ts'
import { Showing } from './showing.ts'
import { DeskWatch, scheduled, shortestWatch, type WatchSettings } from './watch.ts'

/** Timers stand still while a device sleeps, so none is longer than this; then the clock is looked at again. */
export const longestTimer = 30_000

interface Call extends Turn {
	readonly queryType: QueryType
	readonly began: number
	readonly controller: AbortController
}

/** See {@link Desk}. Each command changes what is wanted, and {@link step} does of it what may be done now. */
export class OrderDesk implements Desk {
	private rows = new Rows([])
	private queue = new Queue()
	private readonly asked = new Run()
	/** runs, or was ended and has not come back yet */
	private call: Call | undefined
	private readonly watch = new DeskWatch()
	private readonly endings: Endings
	private callOffTimer = () => {}
	private isClosed = false
	private readonly showing: Showing

	constructor(
		private readonly askOrder: AskOrder,
		private readonly clock: Clock,
		firstLimitWait: number,
		content?: DeskContent,
	) {
		this.endings = new Endings(firstLimitWait)
		this.showing = new Showing(this.look())
		this.takeUp(content)
	}

	readonly subscribe = (listener: () => void): (() => void) => this.showing.listen(listener)

	readonly onStatusChange = (listener: (change: StatusChange) => void): (() => void) =>
		this.showing.listenToChanges(listener)

	readonly getSnapshot = (): DeskSnapshot => this.showing.snapshot

	getContent(): DeskContent {
		const running = this.isRunning && this.call ? [this.call.orderNumber] : []
		return {
			rows: this.rows.all(),
			queue: [...running, ...this.queue.orderNumbers()],
			waiting: this.queue.limit,
			watch: this.watch.settings,
		}
	}

	takeUp(content?: DeskContent): void {
		const { rows = [], queue = [], waiting, watch = { isOn: false, interval: shortestWatch } } = content ?? {}
		this.call?.controller.abort()
		this.watch.takeUp(watch)
		this.rows = new Rows(rows.map((row) => scheduled({ ...row, task: undefined }, this.watch.settings)))
		this.queue = new Queue()
		this.asked.begin()
		this.endings.begin()
		const tasks = new Map(rows.map(({ orderNumber, task }) => [orderNumber, task?.queryType]))
		for (const orderNumber of queue) this.enqueue(orderNumber, tasks.get(orderNumber) ?? 0)
		this.queue.wait(waiting)
		if (this.queue.length > 0) this.queue.pause({ kind: 'reloaded' })
		this.step()
	}

	add(orders: readonly NewOrder[]): Added {
		let [added, known, leftOut] = [0, 0, 0]
		for (const order of orders) {
			const row = this.rows.get(order.orderNumber)
			if (row) {
				known += 1
				if (row.note === '' && order.note !== '') this.rows.put({ ...row, note: noteOf(order.note) })
			} else if (this.rows.count < mostOrders) {
				added += 1
				this.rows.add(emptyRow(order.orderNumber, noteOf(order.note)))
			} else leftOut += 1
		}
		this.step()
		return { added, known, leftOut }
	}

	pause(): void {
		if (this.queue.state(this.isRunning).kind !== 'idle') this.queue.pause({ kind: 'person' })
		this.step()
	}

	resume(): void {
		this.watch.resume()
		this.queue.resume()
		this.step()
	}

	tryOne(): void {
		if (this.queue.limit?.reason === 'call-limit' && !this.call) this.queue.tryOne()
		this.step()
	}

	cancel(): void {
		this.release(this.queue.orderNumbers())
		this.endCall()
		this.endings.acquit()
		this.step()
	}

	askNow(orderNumber: string): void {
		if (this.askableAt(orderNumber) !== undefined) return
		const task = this.rows.get(orderNumber)?.task
		if (task) this.queue.remove(new Set([orderNumber]))
		this.enqueue(orderNumber, task?.queryType ?? 0, true)
		this.step()
	}

	ask(orderNumbers: readonly string[]): Wished {
		return this.wish(orderNumbers, 0, false)
	}

	collect(orderNumbers: readonly string[]): Wished {
		return this.wish(orderNumbers, 1, orderNumbers.length === 1)
	}

	private wish(orderNumbers: readonly string[], queryType: QueryType, isUrgent: boolean): Wished {
		let [queued, tooSoon, last] = [0, 0, 0]
		for (const orderNumber of orderNumbers) {
			const row = this.rows.get(orderNumber)
			if (!row) continue
			const from = queryType === 1 && isCollectable(row) ? undefined : this.askableAt(orderNumber)
			if (from === undefined) {
				if (isUrgent && row.task && !row.task.isRunning) this.queue.remove(new Set([orderNumber]))
				this.enqueue(orderNumber, queryType, isUrgent)
				queued += 1
			} else {
				tooSoon += 1
				last = Math.max(last, from)
			}
		}
		this.step()
		return { queued, tooSoon, from: tooSoon > 0 ? last : undefined }
	}

	remove(orderNumbers: readonly string[]): Removed {
		const gone = new Set(orderNumbers)
		this.queue.remove(gone)
		const removed = this.rows.remove(gone)
		if (this.call && gone.has(this.call.orderNumber)) this.endCall()
		this.step()
		return removed
	}

	restore(removed: Removed): void {
		const missing = removed.filter(({ row }) => !this.rows.get(row.orderNumber))
		const back = missing.slice(0, mostOrders - this.rows.count)
		this.rows.restore(back.map(({ row, place }) => ({ row: { ...row, task: undefined }, place })))
		for (const { row } of back) {
			this.put({ ...row, task: undefined })
			if (row.task) this.enqueue(row.orderNumber, row.task.queryType)
		}
		this.step()
	}

	setNote(orderNumber: string, note: string): void {
		const row = this.rows.get(orderNumber)
		if (row) this.rows.put({ ...row, note: noteOf(note) })
		this.step()
	}

	setWatch(settings: WatchSettings): void {
		this.watch.set(settings)
		for (const row of this.rows.all()) this.put(row)
		this.step()
	}

	claimWatch(claim: WatchClaim): void {
		this.watch.claim(claim)
		this.step()
	}

	signedIn(): void {
		this.queue.signedIn()
		this.step()
	}

	signedOut(): void {
		this.queue.stop('not-signed-in')
		if (this.isRunning && this.call) this.putBack(this.call)
		this.call?.controller.abort()
		this.step()
	}

	wake(): void {
		this.step()
	}

	close(): void {
		this.isClosed = true
		this.call?.controller.abort()
		this.callOffTimer()
	}

	private get isRunning(): boolean {
		return this.call !== undefined && !this.call.controller.signal.aborted
	}

	/** Puts a row in its place, with the time of its next call. */
	private put(row: Row): void {
		const next = scheduled(row, this.watch.settings)
		if (next !== this.rows.get(row.orderNumber)) this.rows.put(next)
	}

	private askableAt(orderNumber: string): number | undefined {
		const row = this.rows.get(orderNumber)
		return row && askableAt(row, this.clock.now())
	}

	/** Queues an order; where it waits already, more may be asked of it and never less. */
	private enqueue(orderNumber: string, queryType: QueryType, isUrgent = false): void {
		const row = this.rows.get(orderNumber)
		if (!row || row.task?.isRunning) return
		if (this.queue.length === 0 && !this.isRunning) this.asked.begin()
		const isWaiting = row.task !== undefined && !isUrgent
		this.put({ ...row, task: { queryType: row.task?.queryType === 1 ? 1 : queryType, isRunning: false } })
		if (!isWaiting) this.queue.add({ orderNumber, isUrgent })
	}

	private putBack({ orderNumber, queryType, isUrgent }: Call): void {
		const row = this.rows.get(orderNumber)
		if (row) this.put({ ...row, task: { queryType, isRunning: false } })
		this.queue.putBack({ orderNumber, isUrgent })
	}

	/** Nothing is to be asked of these any more. What was due for the watch has its next turn an interval from now. */
	private release(orderNumbers: readonly string[]): void {
		const now = this.clock.now()
		this.queue.remove(new Set(orderNumbers))
		for (const orderNumber of orderNumbers) {
			const row = this.rows.get(orderNumber)
			if (!row) continue
			const next = scheduled({ ...row, task: undefined }, this.watch.settings)
			const isDue = next.nextAsk !== undefined && next.nextAsk <= now
			this.rows.put(isDue ? { ...next, nextAsk: now + this.watch.settings.interval } : next)
		}
	}

	/** Ends the call that runs, if one does. The next one begins when it has come back. */
	private endCall(): void {
		if (!this.isRunning || !this.call) return
		this.call.controller.abort()
		this.release([this.call.orderNumber])
	}

	private begin(turn: Turn, now: number): void {
		const row = this.rows.get(turn.orderNumber)
		if (!row?.task) return
		const { queryType } = row.task
		this.put({ ...row, task: { queryType, isRunning: true } })
		this.call = { ...turn, queryType, began: now, controller: new AbortController() }
		void this.run(this.call)
	}

	private async run(call: Call): Promise<void> {
		const { orderNumber, queryType, controller } = call
		const now = () => this.clock.now()
		let settle: () => void
		try {
			const reply = await this.askOrder(orderNumber, queryType, controller.signal)
			settle = () =>
				this.settle(call, this.endings.ofAnswer(orderNumber, reply.outcome, now(), this.queue.limit), reply.requestId)
		} catch (error) {
			const failure = failureOf(error)
			settle = () => this.settle(call, this.endings.ofFailure(orderNumber, failure, now()), failure.details.requestId)
		}
		this.call = undefined
		if (this.isClosed) return
		if (!controller.signal.aborted) {
			this.asked.took(this.clock.now() - call.began)
			settle()
		}
		this.step()
	}

	/** Does what the end of a call means. */
	private settle(call: Call, { record, queue }: Ending, requestId: string | undefined): void {
		if (queue.kind === 'waits') this.queue.wait(queue.waiting)
		else if (queue.kind === 'is-free') this.queue.wait(undefined)
		else if (queue.kind === 'pauses') this.queue.pause(queue.reason)
		else if (queue.kind === 'stops') this.queue.stop(queue.reason)
		if (record) this.record(call, record, requestId)
		else this.putBack(call)
	}

	/** The call is over and the order has what came of it. */
	private record(call: Call, change: (row: Row, asked: Asked) => Row, requestId: string | undefined): void {
		const { orderNumber, queryType } = call
		const before = this.rows.get(orderNumber)
		if (!before) return
		const now = this.clock.now()
		const after = change(before, { at: now, queryType, requestId })
		this.put(after)
		this.asked.note(after, now)
		this.tell(before, after)
	}

	/** What was available and is now collected is no news. */
	private tell(row: Row, { status: after, asked }: Row): void {
		const [before, { orderNumber }] = [bestAnswer(row), row]
		if (!before || !after || !asked || before.code === after.code) return
		if (standings[before.meaning] === 'ready' && standings[after.meaning] === 'ready') return
		this.showing.note({ orderNumber, at: asked.at, before, after })
	}

	/** Queues what the watch is to ask about by now. */
	private queueDue(now: number): void {
		const { due, nearer } = this.watch.look(this.rows.all(), now)
		for (const row of nearer) this.rows.put(row)
		for (const orderNumber of due) this.enqueue(orderNumber, 0)
	}

	private step(): void {
		if (this.isClosed) return
		const now = this.clock.now()
		this.queueDue(now)
		this.queue.settle(now, this.isRunning)
		const turn = this.call ? undefined : this.queue.take()
		if (turn) this.begin(turn, now)
		this.setTimer(now)
		this.showing.show(this.look())
	}

	private setTimer(now: number): void {
		this.callOffTimer()
		const wait = this.queue.length > 0 ? this.queue.limit?.until : undefined
		const next = Math.min(wait ?? Number.POSITIVE_INFINITY, this.watch.shown.next ?? Number.POSITIVE_INFINITY)
		this.callOffTimer = Number.isFinite(next)
			? this.clock.after(Math.min(longestTimer, next - now), () => this.step())
			: () => {}
	}

	private look(): DeskSnapshot {
		const queue = this.queue.state(this.isRunning)
		const running = this.isRunning ? this.call?.orderNumber : undefined
		const left = this.queue.length + (running === undefined ? 0 : 1)
		return {
			rows: this.rows.all(),
			queue,
			progress: this.asked.progress(left, running, queue.kind === 'asking'),
			ended: left === 0 ? this.asked.tally : undefined,
			watch: this.watch.shown,
		}
	}
}
