/**
 * The support desk with as many orders as it takes, without a page: what its commands, what hangs on a single answer, and what
 * is made of the rows cost. `node --expose-gc --import tsx bench/orders.ts` runs this alone, and measures memory as well.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readOutcome } from '../src/app/collect/collection.ts'
import { type Desk, openDesk } from '../src/app/orders/desk.ts'
import { readDesk, writeDesk } from '../src/app/orders/deskStorage.ts'
import { status } from '../src/app/orders/fixtures/fakes.ts'
import { standingOf } from '../src/app/orders/order.ts'
import { mostOrders, readOrderNumbers } from '../src/app/orders/orderNumbers.ts'
import { readerOfMany } from '../src/app/orders/sharedAuthorities.ts'
import { csvFile } from '../src/app/orders/tableFile.ts'
import { noKnownRoots } from '../src/certificates/knownRoots.ts'

const count = mostOrders.toLocaleString('en')

function time(what: string, act: () => void, rounds = 25): void {
	const times = Array.from({ length: rounds }, () => {
		const began = performance.now()
		act()
		return performance.now() - began
	}).sort((a, b) => a - b)
	const [median = 0, longest = 0] = [times[rounds >> 1], times.at(-1)]
	console.log(`desk: ${what}: median ${median.toFixed(2)} ms (at most ${longest.toFixed(2)}, n = ${rounds})`)
}

/** A desk whose orders have all been asked about. */
async function fullDesk(pasted: string): Promise<Desk> {
	const codes = [0, 1, -20, -21, -22, -23] as const
	let calls = 0
	const desk = openDesk(async () => {
		calls += 1
		return {
			outcome: status(codes[calls % codes.length] ?? 0, 'The words of the authority'),
			requestId: crypto.randomUUID(),
		}
	})
	desk.setWatch({ isOn: true, interval: 0 })
	const { orders } = readOrderNumbers(pasted)
	desk.add(orders)
	const began = performance.now()
	await new Promise<void>((resolve) => {
		desk.subscribe(() => {
			if (desk.getSnapshot().queue.kind === 'idle') resolve()
		})
		desk.ask(orders.map(({ orderNumber }) => orderNumber))
	})
	const each = ((performance.now() - began) / mostOrders) * 1000
	console.log(
		`desk: ${count} calls that are answered at once: ${each.toFixed(0)} microseconds each, with their snapshots`,
	)
	return desk
}

/** What a collected chain needs, if its authorities are those of others too; a chain of three small certificates. */
async function benchMemory(): Promise<void> {
	const { gc } = globalThis
	if (!gc) return
	const vector = new URL('../src/certificates/fixtures/vectors/chain-root-first.pem', import.meta.url)
	const bytes = new TextEncoder().encode(`2\n${readFileSync(vector, 'utf8')}`)
	for (const [what, read] of [
		['by itself', undefined],
		['with shared authorities', readerOfMany()],
	] as const) {
		const chains = new Array<unknown>(500)
		gc()
		const before = process.memoryUsage()
		for (const index of chains.keys()) chains[index] = await readOutcome(bytes.slice(), new Date(), noKnownRoots, read)
		gc()
		const after = process.memoryUsage()
		const used = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers
		console.log(`desk: memory for a collected chain ${what}: ${(used / chains.length / 1024).toFixed(1)} KB`)
	}
}

/** Measures and prints. */
export async function benchOrders(): Promise<void> {
	const lines = Array.from(
		{ length: mostOrders },
		(_, index) => `"Smith, ${index}",${1_000_000 + index},"note ${index}"`,
	)
	const pasted = `Customer,Order number,Note\n${lines.join('\n')}`
	time(`reading a table of ${count} orders`, () => readOrderNumbers(pasted))
	const { orders } = readOrderNumbers(pasted)
	time(`adding ${count} orders and beginning`, () => {
		const desk = openDesk(async () => ({ outcome: status(0), requestId: undefined }))
		desk.add(orders)
		desk.ask(orders.map(({ orderNumber }) => orderNumber))
		desk.close()
	})
	const desk = await fullDesk(pasted)
	const { rows } = desk.getSnapshot()
	let notes = 0
	const change = () => desk.setNote('1002500', `changed ${notes++}`)
	time('one row changes', change)
	time('filtering by standing', () => rows.filter((row) => standingOf(row, Date.now()) === 'pending'))
	time('sorting by the last call', () => rows.toSorted((a, b) => (b.asked?.at ?? 0) - (a.asked?.at ?? 0)))
	const owner = 'reseller'
	const kept = new Map<string, string>()
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key),
	}
	time('writing what is kept, the first time', () => writeDesk(owner, desk.getContent(), storage), 1)
	console.log(`desk: that is ${[...kept.values()].join('').length.toLocaleString('en')} characters`)
	time('writing it after a change', () => {
		change()
		writeDesk(owner, desk.getContent(), storage)
	})
	time('reading it', () => readDesk(owner, storage))
	time('CSV', () => csvFile(rows, new Date()))
	desk.close()
	await benchMemory()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchOrders()
