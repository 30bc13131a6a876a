/** A call to CollectCCC and what it is answered with: who asks, for which order, and what has become of that. */
import { type CollectRequest, InvalidRequest, parameterNames, parseRequest } from '../collectccc/request.ts'
import type { Accounts } from './accounts.ts'
import type { Chain, Stock } from './chains.ts'
import { Refusal, referenceError } from './errors.ts'
import { type Order, orderOf, orders } from './orders.ts'
import type { ChainOf, Delivery } from './outcome.ts'
import type { Presentation } from './presentation.ts'
import { type Reply, writeCertificates, writeStatus } from './reply.ts'

export interface Answer extends Reply {
	readonly httpStatus: number
	readonly location?: string
	readonly delivery: Delivery
}

export interface Rules {
	readonly stock: Stock
	readonly accounts: Accounts
	readonly now: () => Date
	/** Seconds from the first call for a pending order until it is issued. */
	readonly issueAfter: number
	/** Whether a login over plain http is refused, as the reference says. */
	readonly requireHttps: boolean
}

/** Answers one call. It never rejects for what a caller sends. */
export type Answering = (method: string, form: string) => Promise<Answer>

const loginNames = ['loginName', 'loginPassword', 'orderNumber'] as const

/** To the reference the login is required and collectionCode spares it: where nobody asks, a part of the login is missing. */
const missing = (given: URLSearchParams, parameter: string) =>
	parameter === 'collectionCode' ? loginNames.find((name) => !given.has(name)) : parameter

/** The same rules as the reference has, with its codes: -2 for an unknown name, -3 for a missing one, else -4. */
function readForm(form: string): CollectRequest {
	const given = new URLSearchParams(form)
	try {
		return parseRequest(given)
	} catch (error) {
		if (!(error instanceof InvalidRequest)) throw error
		const { parameter } = error
		if (!parameterNames.some((name) => name === parameter)) throw new Refusal(referenceError(-2))
		if (given.has(parameter)) throw new Refusal(referenceError(-4, parameter))
		throw new Refusal(referenceError(-3, missing(given, parameter)))
	}
}

function findOrder(request: CollectRequest, { accounts, requireHttps }: Rules): Order {
	if ('collectionCode' in request) {
		const order = orders.find(({ code }) => code === request.collectionCode)
		if (!order) throw new Refusal(referenceError(-4, 'collectionCode'))
		return order
	}
	if (requireHttps) throw new Refusal(referenceError(-1))
	if (!accounts.accept(request)) throw new Refusal(referenceError(-16))
	const order = orderOf(request.orderNumber)
	if (!order) throw new Refusal(referenceError(-4, 'orderNumber'))
	return order
}

const available = ({ leaf }: Chain, request: CollectRequest, presentation: Presentation) =>
	writeStatus({ status: 1, message: 'Certificates Available' }, request, presentation, leaf)

const issued = (chain: Chain, request: CollectRequest, presentation: Presentation) =>
	request.queryType === 0 ? available(chain, request, presentation) : writeCertificates(chain, request, presentation)

const plainly = (reply: Reply, delivery: Delivery = 'whole'): Answer => ({ ...reply, httpStatus: 200, delivery })

/**
 * @param rules the certificates to answer with, the clock, and how strict to be
 * @returns what answers a call; it remembers when each order that this matters for was first asked for
 */
export function answering(rules: Rules): Answering {
	const { stock, now, issueAfter } = rules
	const chainOf = async (chain: ChainOf) => (typeof chain === 'number' ? stock.shopChain(chain) : stock.chains[chain])
	const firstAsked = new Map<Order, number>()

	function isIssued(order: Order): boolean {
		const asked = firstAsked.get(order) ?? now().getTime()
		firstAsked.set(order, asked)
		return now().getTime() - asked >= issueAfter * 1000
	}

	async function answerFor(order: Order, request: CollectRequest): Promise<Answer> {
		const { outcome, presentation } = order
		switch (outcome.kind) {
			case 'attached':
				return plainly(issued(await chainOf(outcome.chain), request, presentation), outcome.delivery)
			case 'available':
				return plainly(available(await chainOf(outcome.chain), request, presentation))
			case 'processing':
				if (outcome.chain !== undefined && isIssued(order))
					return plainly(issued(await chainOf(outcome.chain), request, presentation))
				return plainly(writeStatus({ status: 0, message: 'Being processed by Sectigo' }, request, presentation))
			case 'refused-once':
				if (firstAsked.has(order)) return plainly(issued(await chainOf(outcome.chain), request, presentation))
				firstAsked.set(order, now().getTime())
				return plainly(writeStatus(outcome.answer, request, presentation))
			case 'refused':
				return plainly(writeStatus(outcome.answer, request, presentation))
			case 'verbatim':
				return { ...outcome, delivery: 'whole' }
		}
	}

	return async (method, form) => {
		try {
			if (method !== 'POST') throw new Refusal(referenceError(-17))
			const request = readForm(form)
			return await answerFor(findOrder(request, rules), request)
		} catch (error) {
			return plainly(writeStatus(error instanceof Refusal ? error.answer : referenceError(-14)))
		}
	}
}
