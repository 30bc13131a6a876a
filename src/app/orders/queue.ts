import type { PauseReason, QueueState, StopReason, Waiting } from './desk.ts'

/** What is next, and whether a person waits for it. */
export interface Turn {
	readonly orderNumber: string
	readonly isUrgent: boolean
}

/** Orders that wait for their call, each once, and what holds them up. */
export class Queue {
	/** what a person waits for: it goes first, and goes even while the rest is paused */
	private urgent: string[] = []
	private bulk: string[] = []
	private paused: PauseReason | undefined
	private waiting: Waiting | undefined
	private stopped: StopReason | undefined
	/** one may be taken in spite of the wait */
	private isTrying = false

	get length(): number {
		return this.urgent.length + this.bulk.length
	}

	/** @returns all of them, the next one first */
	orderNumbers(): readonly string[] {
		return [...this.urgent, ...this.bulk]
	}

	/** What keeps everything waiting, even if nothing waits. */
	get limit(): Waiting | undefined {
		return this.waiting
	}

	/** @param orderNumber one that does not wait yet; a person's goes behind what is in the way of nobody else */
	add({ orderNumber, isUrgent }: Turn): void {
		const list = isUrgent && this.stopped === undefined ? this.urgent : this.bulk
		list.push(orderNumber)
	}

	/** Where it was taken from. After a stop or a pause nothing is urgent any more, or it would be asked again at once. */
	putBack({ orderNumber, isUrgent }: Turn): void {
		const list = isUrgent ? this.urgent : this.bulk
		list.unshift(orderNumber)
		if (this.stopped || this.paused?.kind === 'trouble') this.calmDown()
	}

	/** @param orderNumbers of those that do not wait any more */
	remove(orderNumbers: ReadonlySet<string>): void {
		const isLeft = (orderNumber: string) => !orderNumbers.has(orderNumber)
		this.urgent = this.urgent.filter(isLeft)
		this.bulk = this.bulk.filter(isLeft)
	}

	private calmDown(): void {
		this.bulk = [...this.urgent, ...this.bulk]
		this.urgent = []
	}

	/** @param reason a reason that is there already stays, unless something went wrong meanwhile */
	pause(reason: PauseReason): void {
		if (reason.kind === 'person') this.paused ??= reason
		else {
			this.paused = reason
			this.calmDown()
		}
	}

	resume(): void {
		this.paused = undefined
	}

	wait(waiting: Waiting | undefined): void {
		this.waiting = waiting
	}

	/** The next one is taken now, though everything waits. */
	tryOne(): void {
		this.isTrying = true
	}

	stop(reason: StopReason): void {
		this.stopped = reason
		this.calmDown()
	}

	signedIn(): void {
		if (this.stopped && this.stopped !== 'session-replaced') this.paused = { kind: 'signed-in' }
		this.stopped = undefined
	}

	/** Looks at the clock: a wait that is over is no more, and a pause ends with what was paused. */
	settle(now: number, isRunning: boolean): void {
		if (this.waiting) {
			const { until, length } = this.waiting
			if (now >= until) this.waiting = undefined
			else if (until - now > length) this.waiting = { ...this.waiting, until: now + length }
		}
		if (this.bulk.length === 0 && !isRunning) this.paused = undefined
	}

	/** @returns the next one, which does not wait any more; nothing if nothing may be asked now */
	take(): Turn | undefined {
		const mustWait = this.waiting !== undefined && !this.isTrying
		this.isTrying = false
		if (this.stopped || mustWait) return undefined
		const urgent = this.urgent.shift()
		if (urgent !== undefined) return { orderNumber: urgent, isUrgent: true }
		const orderNumber = this.paused ? undefined : this.bulk.shift()
		return orderNumber === undefined ? undefined : { orderNumber, isUrgent: false }
	}

	state(isRunning: boolean): QueueState {
		if (this.stopped) return { kind: 'stopped', reason: this.stopped }
		if (this.paused) return { kind: 'paused', reason: this.paused, wait: this.waiting }
		if (this.waiting && this.length > 0) return { kind: 'waiting', ...this.waiting }
		return { kind: isRunning || this.length > 0 ? 'asking' : 'idle' }
	}
}
