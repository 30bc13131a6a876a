/**
 * Takes one of the places that an address has.
 *
 * @returns what gives it back, to be called once; nothing if the address has all of them
 */
export type AddressCalls = (address: string) => (() => void) | undefined

/** What one address has at the same time ends within seconds. */
export const untilNextPlace = 2

/**
 * How much one address may have under way at the same time: who had all the places of the queue would leave none for others. Each relay
 * counts by itself.
 *
 * @param most how many places an address has
 */
export function createAddressCalls(most: number): AddressCalls {
	const running = new Map<string, number>()
	return (address) => {
		const atOnce = running.get(address) ?? 0
		if (atOnce >= most) return undefined
		running.set(address, atOnce + 1)
		return () => {
			const left = (running.get(address) ?? 1) - 1
			if (left > 0) running.set(address, left)
			else running.delete(address)
		}
	}
}
