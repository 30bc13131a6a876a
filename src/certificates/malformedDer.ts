/** Bytes that are not the structure they should be. */
export class MalformedDer extends Error {
	override readonly name = 'MalformedDer'
	readonly code = 'malformed-der'
}
