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
}

export const defaultLimits: Limits = {
	requestBytes: 8 * 1024,
	replyBytes: 1024 * 1024,
	connectMilliseconds: 5_000,
	callMilliseconds: 30_000,
}
