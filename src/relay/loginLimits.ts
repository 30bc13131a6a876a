/**
 * How often a login may be tried that nobody has proven: so that no password is found by trying, no account gets locked, and
 * CollectCCC is not asked for ever by somebody who has no login.
 */
import { widerNetwork } from './clientAddress.ts'
import type { Limits } from './limits.ts'
import { ifReached, type Limiter, type Store } from './store.ts'

/** What came of a trial. */
export type Verdict =
	| 'accepted'
	| 'refused'
	/** It may have been: CollectCCC was asked, and what it said is not known. */
	| 'cut-off'
	/** CollectCCC said something else, and may not have looked at the login. */
	| 'unsaid'
	/** The same, because it is out of order or has had too many calls. */
	| 'trouble'
	| 'not-asked'

/** A trial that may be made, or when the next one may be, in seconds. */
export type Trial =
	| { readonly kind: 'allowed'; end(verdict: Verdict): Promise<void> }
	| { readonly kind: 'throttled'; readonly seconds: number }

export type LoginLimits = {
	/**
	 * @param account any name for it that tells nothing
	 * @param address whose trial it would be
	 * @returns nothing if one may be made; else the seconds until then. @throws StoreError
	 */
	look(account: string, address: string): Promise<number | undefined>
	/** Begins a trial. @returns for one that may be made, `end`, which is to be told what came of it. @throws StoreError */
	begin(account: string, address: string): Promise<Trial>
	/** CollectCCC has accepted a login of this account. */
	accepted(account: string): Promise<void>
	/** It has refused one that it had accepted before. */
	refusedLater(account: string): Promise<void>
}

type Costs = Readonly<Record<Verdict, number>>
type Purse = { readonly limiter: Limiter; readonly key: string; readonly costs: Costs }

const nothing: Costs = { accepted: 0, refused: 0, 'cut-off': 0, unsaid: 0, trouble: 0, 'not-asked': 0 }
// Nothing that an authority that is out of order brings about makes anybody wait for a day.
const inARowCosts: Costs = { ...nothing, refused: 1 }
const failureCosts: Costs = { ...inARowCosts, 'cut-off': 1 }
// On a day on which CollectCCC answers nobody, everybody in an office tries again and again.
const troublesAsOne = 20
const unprovenCosts: Costs = { ...nothing, unsaid: troublesAsOne, trouble: 1 }
const most = (costs: Costs) => Math.max(...Object.values(costs))

const day = 86_400
const homeOf = (account: string, address: string) => `${account} ${address}`

type LoginRules = Pick<
	Limits,
	'failuresByName' | 'failuresByNameDaily' | 'failuresByAddress' | 'failureSeconds' | 'unprovenByAddress'
>

/** @param store where it is counted */
export function createLoginLimits(store: Pick<Store, 'limiter'>, limits: LoginRules): LoginLimits {
	const ofNames = { wider: (digest: string) => digest.slice(0, 3) }
	const ofAddresses = { wider: widerNetwork, seconds: limits.failureSeconds }
	const byAddress = store.limiter('failures-address', { points: limits.failuresByAddress, ...ofAddresses })
	const unproven = store.limiter('unproven-address', {
		points: limits.unprovenByAddress * troublesAsOne,
		...ofAddresses,
	})
	const byName = store.limiter('failures-name', {
		points: limits.failuresByName,
		seconds: limits.failureSeconds,
		...ofNames,
	})
	const rowOf = (name: string, points: number) =>
		store.limiter(name, { points, seconds: day, isRenewed: true, ...ofNames })
	const atHome = Math.floor(limits.failuresByNameDaily / 3)
	const inARow = rowOf('failures-day', limits.failuresByNameDaily - atHome)
	const inARowAtHome = rowOf('failures-day-home', atHome)
	/** By name and address: CollectCCC has accepted the one from the other. */
	const homes = store.limiter('home', { points: 1, seconds: 30 * day })

	/** Whoever comes from where the name is at home has tries of their own first, which nobody else can use up. */
	async function isAtHome(account: string, address: string): Promise<boolean> {
		if (atHome === 0 || (await homes.look(homeOf(account, address))) === undefined) return false
		return (await inARowAtHome.look(account)) === undefined
	}
	async function pursesOf(account: string, address: string): Promise<readonly Purse[]> {
		const ofName: readonly Purse[] = (await isAtHome(account, address))
			? [{ limiter: inARowAtHome, key: account, costs: inARowCosts }]
			: [
					{ limiter: byName, key: account, costs: failureCosts },
					{ limiter: inARow, key: account, costs: inARowCosts },
				]
		return [
			{ limiter: byAddress, key: address, costs: failureCosts },
			...ofName,
			{ limiter: unproven, key: address, costs: unprovenCosts },
		]
	}

	async function noteHome(account: string, address: string): Promise<void> {
		const home = homeOf(account, address)
		await homes.forget(home)
		await homes.take(home)
	}

	return {
		async look(account, address) {
			for (const { limiter, key } of await pursesOf(account, address)) {
				const seconds = await limiter.look(key)
				if (seconds !== undefined) return seconds
			}
			return undefined
		},
		async begin(account, address) {
			const purses = await pursesOf(account, address)
			// Taken before the call, so that calls at the same time cannot all count on the last one that is left.
			for (const [index, { limiter, key, costs }] of purses.entries()) {
				const seconds = await limiter.take(key, most(costs))
				if (seconds === undefined) continue
				for (const before of purses.slice(0, index)) await before.limiter.giveBack(before.key, most(before.costs))
				return { kind: 'throttled', seconds }
			}
			return {
				kind: 'allowed',
				async end(verdict) {
					for (const { limiter, key, costs } of purses) {
						const spare = most(costs) - costs[verdict]
						if (spare > 0) await ifReached(limiter.giveBack(key, spare))
					}
					if (verdict === 'accepted') await ifReached(noteHome(account, address))
				},
			}
		},
		async accepted(account) {
			await Promise.all([inARow, inARowAtHome].map((row) => ifReached(row.forget(account))))
		},
		async refusedLater(account) {
			for (const limiter of [byName, inARow]) await ifReached(limiter.take(account))
		},
	}
}
