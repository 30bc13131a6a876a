import { type GeneralName, readGeneralName } from '../generalName.ts'
import { MalformedDer } from '../malformedDer.ts'
import { expectedParts, oneValue, partsOf, splitValues, type Tlv, tags } from '../tlv.ts'

/** RFC 5280 4.2.1.10: which names the certificates below may have. A kind that is named nowhere is free. */
export interface NameConstraints {
	/** hosts and mail domains without or with a dot in front; of addresses, `octets` are an address and a mask */
	readonly permitted: readonly GeneralName[]
	readonly excluded: readonly GeneralName[]
}

/** GeneralSubtree. Its minimum is always 0 and its maximum left out; one that says otherwise cannot be judged by. */
function readSubtree(subtree: Tlv): GeneralName {
	const [base, ...bounds] = partsOf(subtree)
	if (!base || bounds.some(({ tag, content }) => tag !== 0x80 || content.length !== 1 || content[0] !== 0))
		throw new MalformedDer('a subtree with bounds')
	const name = readGeneralName(base)
	// A name may be broken beside others; a limit that cannot be read must not pass for none.
	if (name.kind === 'unreadable') throw new MalformedDer('a subtree that cannot be read')
	return name
}

/** @param value the extension's octets; @throws MalformedDer */
export function readNameConstraints(value: Uint8Array): NameConstraints {
	const fields = expectedParts(oneValue(value), tags.context0, tags.context1)
	const subtrees = (tag: number) =>
		fields.filter((field) => field.tag === tag).flatMap(({ content }) => splitValues(content).map(readSubtree))
	return { permitted: subtrees(tags.context0), excluded: subtrees(tags.context1) }
}
