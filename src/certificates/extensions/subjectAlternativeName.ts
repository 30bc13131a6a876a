import { childrenOf, contentOf, parseDer } from '../der.ts'
import { formatName, readName } from '../name.ts'

/** GeneralName (RFC 5280 4.2.1.6). Kinds that are not read yet are left out of `names` and counted. */
export interface AlternativeName {
	readonly kind: 'dns' | 'email' | 'ip' | 'uri' | 'directory'
	readonly value: string
}

export interface AlternativeNames {
	readonly names: readonly AlternativeName[]
	/** how many names are of a kind that is not shown here */
	readonly others: number
}

/** @param octets 4 of IPv4 or 16 of IPv6; @returns the usual text (RFC 5952 for IPv6) */
export function formatIpAddress(octets: Uint8Array): string {
	if (octets.length === 4) return octets.join('.')
	const groups: string[] = []
	for (let at = 0; at + 1 < octets.length; at += 2)
		groups.push((((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)).toString(16))
	// RFC 5952 4.2: the longest run of two or more zero groups, the first of equals, becomes `::`.
	const runs = [...groups.join(':').matchAll(/(?<![\da-f])0(?::0)+(?![\da-f])/g)]
	const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '')
	if (longest === '') return groups.join(':')
	const text = groups.join(':')
	const at = runs.find(([run]) => run === longest)?.index ?? 0
	return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`
}

/** @param value the extension's octets; @returns the names in their order; @throws MalformedDer */
export function readSubjectAlternativeName(value: Uint8Array): AlternativeNames {
	const text = new TextDecoder()
	const all = childrenOf(parseDer(value))
	const names = all.flatMap((name): AlternativeName[] => {
		switch (name.idBlock.tagNumber) {
			case 1:
				return [{ kind: 'email', value: text.decode(contentOf(name)) }]
			case 2:
				return [{ kind: 'dns', value: text.decode(contentOf(name)) }]
			case 4:
				return childrenOf(name).map((inner) => ({ kind: 'directory', value: formatName(readName(inner)) }))
			case 6:
				return [{ kind: 'uri', value: text.decode(contentOf(name)) }]
			case 7:
				return [{ kind: 'ip', value: formatIpAddress(contentOf(name)) }]
			default:
				return []
		}
	})
	return { names, others: all.length - names.length }
}
