/** Why a reply could not be read. */
export type UnreadableReplyCode = 'reply-empty' | 'reply-not-collectccc' | 'reply-no-certificates' | 'reply-cut-off'

/** The endpoint answered, and the answer is not one that CollectCCC gives. It never holds the answer, for errors are logged. */
export class UnreadableReply extends Error {
	override readonly name = 'UnreadableReply'

	/** @param code what is wrong with it; @param options the cause, if there is one */
	constructor(
		readonly code: UnreadableReplyCode,
		options?: ErrorOptions,
	) {
		super(code, options)
	}
}
