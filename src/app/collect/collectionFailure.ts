import type { words } from '../words/words.ts'

/** Every way in which a collection can fail; the words for each stand under the same name. */
export type FailureCode = keyof typeof words.failures

/** What a person or an operator may want to see beside the words. */
export interface FailureDetails {
	/** the code that the server or the reader gave, where it says more than ours */
	readonly reported?: string
	readonly requestId?: string
	/** from when on another try makes sense, where the server said so */
	readonly retryAt?: Date
	/** a reply that could not be read */
	readonly raw?: Uint8Array
}

/** A collection that failed. It never holds the collection code. */
export class CollectionFailure extends Error {
	override readonly name = 'CollectionFailure'
	constructor(
		readonly code: FailureCode,
		readonly details: FailureDetails = {},
		options?: ErrorOptions,
	) {
		super(code, options)
	}
}

/** @param error anything that was thrown; @returns it, or a failure `unexpected` that it is the cause of */
export function failureOf(error: unknown): CollectionFailure {
	return error instanceof CollectionFailure ? error : new CollectionFailure('unexpected', {}, { cause: error })
}

/** What it means that a part of the application could not be loaded. @param cause why; @throws CollectionFailure always */
export function outdated(cause: unknown): never {
	throw new CollectionFailure('application-outdated', {}, { cause })
}
