/** What the relay allows: sizes in bytes, times in milliseconds. */
export type Limits = {
	/** The form that a client sends. */
	readonly requestBytes: number
	/** The reply that the upstream sends, without its headers. */
	readonly replyBytes: number
	/** From the first packet to an open connection, TLS handshake included. */
	readonly connectMilliseconds: number
	/** The whole call upstream, from asking for a connection to the reply's last byte. */
	readonly callMilliseconds: number
	/** How long a call may wait until it is its account's turn. */
	readonly turnMilliseconds: number
	/** How many calls may wait for an account, beside the one that runs. */
	readonly waitingCalls: number
	/** How many logins with the same name may be refused within `failureSeconds`, and how many from the same address. */
	readonly failuresByName: number
	readonly failuresByAddress: number
	readonly failureSeconds: number
}

export const defaultLimits: Limits = {
	requestBytes: 8 * 1024,
	replyBytes: 1024 * 1024,
	connectMilliseconds: 5_000,
	callMilliseconds: 30_000,
	// With the call itself less than the minute after which proxies lose their patience.
	turnMilliseconds: 25_000,
	waitingCalls: 16,
	failuresByName: 5,
	failuresByAddress: 20,
	failureSeconds: 15 * 60,
}
