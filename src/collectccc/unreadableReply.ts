/** Why a reply could not be read. */
export type UnreadableReplyCode = 'reply-empty' | 'reply-not-collectccc' | 'reply-no-certificates' | 'reply-cut-off'

/** The endpoint answered, and the answer is not one that CollectCCC gives. */
export class UnreadableReply extends Error {
	override readonly name = 'UnreadableReply'
	/** the first 2 KB of the reply, for a person to look at; kept out of the message, which may be logged */
	readonly excerpt: string

	/** @param code what is wrong with it; @param text the whole reply; @param options the cause, if there is one */
	constructor(
		readonly code: UnreadableReplyCode,
		text: string,
		options?: ErrorOptions,
	) {
		super(code, options)
		this.excerpt = text.slice(0, 2048)
	}
}
