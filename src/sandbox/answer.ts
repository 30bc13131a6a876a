/** A call to CollectCCC and what it is answered with: who asks, for which order, and what has become of that. */
import { type CollectRequest, InvalidRequest, parameterNames, parseRequest } from '../collectccc/request.ts'
import type { Chain, Chains } from './chains.ts'
import { Refusal, referenceError } from './errors.ts'
import { account, type Order, orders } from './orders.ts'
import type { Delivery } from './outcome.ts'
import type { Presentation } from './presentation.ts'
import { type Reply, writeCertificates, writeStatus } from './reply.ts'

export interface Answer extends Reply {
	readonly httpStatus: number
	readonly location?: string
	readonly delivery: Delivery
}

export interface Rules {
	readonly chains: Chains
	readonly now: () => Date
	/** Seconds from the first call for a pending order until it is issued. */
	readonly issueAfter: number
	/** Whether a login over plain http is refused, as the reference says. */
	readonly requireHttps: boolean
}

/** Answers one call. It never throws for what a caller sends. */
export type Answering = (method: string, form: string) => Answer

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

function findOrder(request: CollectRequest, requireHttps: boolean): Order {
	if ('collectionCode' in request) {
		const order = orders.find(({ code }) => code === request.collectionCode)
		if (!order) throw new Refusal(referenceError(-4, 'collectionCode'))
		return order
	}
	if (requireHttps) throw new Refusal(referenceError(-1))
	if (request.loginName !== account.loginName || request.loginPassword !== account.loginPassword)
		throw new Refusal(referenceError(-16))
	const order = orders.find(({ orderNumber }) => orderNumber === request.orderNumber)
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
 * @returns what answers a call; it remembers when each pending order was first asked for
 */
export function answering({ chains, now, issueAfter, requireHttps }: Rules): Answering {
	const firstAsked = new Map<Order, number>()

	function isIssued(order: Order): boolean {
		const asked = firstAsked.get(order) ?? now().getTime()
		firstAsked.set(order, asked)
		return now().getTime() - asked >= issueAfter * 1000
	}

	function answerFor(order: Order, request: CollectRequest): Answer {
		const { outcome, presentation } = order
		switch (outcome.kind) {
			case 'attached':
				return plainly(issued(chains[outcome.chain], request, presentation), outcome.delivery)
			case 'available':
				return plainly(available(chains[outcome.chain], request, presentation))
			case 'processing':
				if (outcome.chain !== undefined && isIssued(order))
					return plainly(issued(chains[outcome.chain], request, presentation))
				return plainly(writeStatus({ status: 0, message: 'Being processed by Sectigo' }, request, presentation))
			case 'refused':
				return plainly(writeStatus(outcome.answer, request, presentation))
			case 'verbatim':
				return { ...outcome, delivery: 'whole' }
		}
	}

	return (method, form) => {
		try {
			if (method !== 'POST') throw new Refusal(referenceError(-17))
			const request = readForm(form)
			return answerFor(findOrder(request, requireHttps), request)
		} catch (error) {
			return plainly(writeStatus(error instanceof Refusal ? error.answer : referenceError(-14)))
		}
	}
}
