/** What CollectCCC's status says of the login with which it was asked. */
import { meaningOf } from '../collectccc/codes.ts'
import { readReply } from '../collectccc/reply.ts'
import { UnreadableReply } from '../collectccc/unreadableReply.ts'

/** The code for a refused login, an account that is locked, a password that has expired, or an address that is blocked. */
export const loginRefused = -16

// No status is longer. What is longer shows by its beginning that it is certificates, or is none of CollectCCC.
const longestStatus = 4096
const beginning = 256

/** @returns the status that a reply has: 2 where there are certificates; nothing if it is none of CollectCCC */
export function statusOf(body: Uint8Array): number | undefined {
	const isLong = body.length > longestStatus
	if (isLong && isAttached(body)) return 2
	try {
		return statusIn(isLong ? body.subarray(0, beginning) : body)
	} catch (error) {
		if (!(error instanceof UnreadableReply)) throw error
		// JavaScript holds its certificates in a string, which has to be whole.
		return isLong && error.code === 'reply-cut-off' ? statusOfWhole(body) : undefined
	}
}

/** What most replies are, told without reading on: `2` and the end of a line. */
const isAttached = ([digit, next]: Uint8Array) => digit === 0x32 && (next === 0x0a || next === 0x0d)

function statusOfWhole(body: Uint8Array): number | undefined {
	try {
		return statusIn(body)
	} catch (error) {
		if (error instanceof UnreadableReply) return undefined
		throw error
	}
}

function statusIn(bytes: Uint8Array): number {
	const reply = readReply(bytes)
	return reply.kind === 'status' ? reply.code : 2
}

/**
 * @returns whether a status says that the login was accepted. Of the others it is not known whether CollectCCC had looked at it
 *   by then; a wrong value, too, may be refused first
 */
export function provesLogin(status: number | undefined): boolean {
	if (status === undefined) return false
	switch (meaningOf(status)) {
		case 'attached':
		case 'available':
		case 'processing':
		case 'being-issued':
		case 'rejected':
		case 'revoked':
		case 'awaiting-payment':
		case 'not-approved':
		case 'permission-denied':
			return true
		case 'sign-in-refused':
		case 'invalid-value':
		case 'missing-argument':
		case 'unknown-argument':
		case 'https-required':
		case 'post-required':
		case 'authority-failure':
		case 'call-limit':
		case 'request-not-accepted':
		case 'key-not-accepted':
		case 'name-not-accepted':
		case 'no-credit':
		case 'wrong-state':
		case 'unknown':
			return false
	}
}

/** @returns whether a status says of CollectCCC that it is out of order or has had too many calls, and so nothing of whoever asked */
export function isTrouble(status: number): boolean {
	const meaning = meaningOf(status)
	return meaning === 'authority-failure' || meaning === 'call-limit'
}
