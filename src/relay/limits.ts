/** What the relay allows: sizes in bytes, times in milliseconds. */
export type Limits = {
	/** A request's first line and headers. */
	readonly headerBytes: number
	/** From a request's first byte to the end of its headers. */
	readonly headerMilliseconds: number
	/** The form that a client sends. */
	readonly requestBytes: number
	/** From a request's first byte to its last. */
	readonly requestMilliseconds: number
	/** From the end of a request's headers to the last byte of its answer, however slowly that is read. */
	readonly answerMilliseconds: number

	/** Open connections of clients. One more is closed at once. */
	readonly connections: number
	/** Open connections of one address, unless it is a proxy whose word counts. One more is closed at once. */
	readonly addressConnections: number
	/** After so many requests a connection is closed. */
	readonly requestsPerConnection: number
	/** How long a connection may wait for its next request. */
	readonly keepAliveMilliseconds: number

	/** Calls upstream that run at the same time. */
	readonly calls: number
	/** Calls that wait for one of those to end. One more is refused. */
	readonly queuedCalls: number
	/** How long a call may wait so; it does not count as a part of the call. */
	readonly queueMilliseconds: number
	/** From the first packet to an open connection, TLS handshake included. */
	readonly connectMilliseconds: number
	/** The whole call upstream, from asking for a connection to the reply's last byte. */
	readonly callMilliseconds: number
	/** The headers of the reply that the upstream sends. */
	readonly replyHeaderBytes: number
	/** The reply without its headers. */
	readonly replyBytes: number
	/** After so many failures in a row the upstream is left alone; 0 is never. */
	readonly failures: number
	/** How long it is left alone. */
	readonly restMilliseconds: number

	/** Calls with a collection code that one address may have at the same time, waiting or running. */
	readonly addressCalls: number
	/** What one address may spend on collection codes within `attemptSeconds`; 0 is any amount. */
	readonly attemptPoints: number
	readonly attemptSeconds: number
	/** What a code that does not exist costs; one that does costs 1. */
	readonly missPoints: number

	/** How long a call may wait until it is its account's turn. */
	readonly turnMilliseconds: number
	/** How many calls may wait for an account, beside the one that runs. */
	readonly waitingCalls: number
	/** How many logins with the same name may be refused within `failureSeconds`, and how many from the same address. */
	readonly failuresByName: number
	readonly failuresByAddress: number
	readonly failureSeconds: number
	/** How many logins with the same name may be refused in a row, within a day of each other; a third is for where it was accepted. */
	readonly failuresByNameDaily: number
	/**
	 * How many answers one address may get within `failureSeconds` that do not say whether a login is right. Those of an authority that
	 * is out of order, or has had too many calls, count for a twentieth.
	 */
	readonly unprovenByAddress: number

	/** How long running calls may take to end when the process is told to stop. */
	readonly drainMilliseconds: number
}

export const defaultLimits: Limits = {
	headerBytes: 16 * 1024,
	headerMilliseconds: 10_000,
	requestBytes: 8 * 1024,
	requestMilliseconds: 20_000,
	answerMilliseconds: 120_000,
	connections: 2_000,
	addressConnections: 100,
	requestsPerConnection: 1_000,
	keepAliveMilliseconds: 5_000,
	calls: 100,
	queuedCalls: 1_000,
	queueMilliseconds: 10_000,
	connectMilliseconds: 5_000,
	callMilliseconds: 30_000,
	replyHeaderBytes: 16 * 1024,
	replyBytes: 1024 * 1024,
	failures: 5,
	restMilliseconds: 5_000,
	addressCalls: 20,
	// A university behind one address collects two thousand an hour, or mistypes eighty times.
	attemptPoints: 2_000,
	attemptSeconds: 3_600,
	missPoints: 25,
	// With the call itself less than the minute after which proxies lose their patience.
	turnMilliseconds: 25_000,
	waitingCalls: 16,
	failuresByName: 5,
	failuresByAddress: 20,
	failureSeconds: 15 * 60,
	// One less than the ten after which many systems lock an account; CollectCCC does not say after how many it does.
	failuresByNameDaily: 9,
	unprovenByAddress: 60,
	drainMilliseconds: 30_000,
}
