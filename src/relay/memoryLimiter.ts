import type { Limiter, Rule } from './store.ts'

type Count = { taken: number; readonly until: number }

// Some 30 MB, for each limiter and twice: nobody has so many customers at once, but one network of IPv6 has so many addresses.
const usualRoom = 100_000

/** Counts by key, in the order in which they end, because all last equally long. */
function createCounts(now: () => number, room: number) {
	const counts = new Map<string, Count>()
	return {
		find(key: string) {
			const count = counts.get(key)
			return count && count.until > now() ? count : undefined
		},
		set(key: string, count: Count) {
			if (counts.get(key)?.until !== count.until) counts.delete(key)
			counts.set(key, count)
		},
		delete: (key: string) => void counts.delete(key),
		forgetOld() {
			for (const [key, { until }] of counts) {
				if (until > now()) return
				counts.delete(key)
			}
		},
		isFull: () => counts.size >= room,
		forgetOldest() {
			for (const key of counts.keys()) return void counts.delete(key)
		},
	}
}

/**
 * @param now the clock, in milliseconds
 * @param room for how many keys there is room, and for how many wider ones
 * @returns a limiter that keeps its counts in memory, each for as long as something is taken and its time is not over. Keys for which
 *   there is no room are counted by what is wider; only where those are too many as well, the oldest of them is forgotten
 */
export function createMemoryLimiter(
	{ points, seconds, isRenewed = false, wider = (key) => key }: Rule,
	now: () => number,
	room = usualRoom,
): Limiter {
	const narrow = createCounts(now, room)
	const wide = createCounts(now, room)
	const secondsUntil = (until: number) => Math.max(1, Math.ceil((until - now()) / 1000))

	/** Where a key is counted, and as what: as long as that lasts it is nowhere else, so that what is given back comes to the right place. */
	function placeOf(key: string) {
		narrow.forgetOld()
		wide.forgetOld()
		const isNarrow = narrow.find(key) !== undefined || !(wide.find(wider(key)) !== undefined || narrow.isFull())
		return isNarrow ? { counts: narrow, as: key } : { counts: wide, as: wider(key) }
	}

	return {
		async take(key, more = 1) {
			const { counts, as } = placeOf(key)
			const count = counts.find(as)
			const { taken, until } = count ?? { taken: 0, until: now() + seconds * 1000 }
			// A refused attempt does not count, or what others give back would not make room.
			if (taken + more > points) return secondsUntil(until)
			if (!count && counts.isFull()) counts.forgetOldest()
			counts.set(as, { taken: taken + more, until: isRenewed ? now() + seconds * 1000 : until })
			return undefined
		},
		async look(key) {
			const { counts, as } = placeOf(key)
			const count = counts.find(as)
			return count && count.taken >= points ? secondsUntil(count.until) : undefined
		},
		async giveBack(key, given = 1) {
			const { counts, as } = placeOf(key)
			const count = counts.find(as)
			if (!count) return
			count.taken -= given
			if (count.taken <= 0) counts.delete(as)
		},
		async forget(key) {
			narrow.delete(key)
		},
	}
}
