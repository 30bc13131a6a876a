/** Rules about what came along, and in which order (RFC 8446 4.4.2, RFC 5280 4.2.2.1). */
import type { Certificate } from '../certificate.ts'
import { accessMethods } from '../extensions/informationAccess.ts'
import type { Rule } from './case.ts'

const weightOf = { 'known-root': 'information', nearest: 'bad', unclear: 'warning' } as const

/** Programs have roots of their own, so what matters is whether a root is missing or something on the way to one. */
export const issuerMissing: Rule = ({ chain: { path, end } }) => {
	const last = path.at(-1)?.certificate
	if (end.kind !== 'open' || !last) return []
	const what = end.isNameKnown ? 'known-root' : path.length === 1 ? 'nearest' : 'unclear'
	const access = last.extensions.authorityInformationAccess ?? []
	const addresses = access.flatMap(({ method, location }) =>
		method === accessMethods.caIssuers && location.kind === 'uri' ? [location.value] : [],
	)
	const facts = { issuer: end.issuer, addresses, what } as const
	return [{ code: 'issuer-missing', severity: weightOf[what], about: [last], facts }]
}

/** Only what is on the path is looked at, each for the first time that it comes. */
export const orderWrong: Rule = ({ chain: { sent }, certificates, leaf }) => {
	const onPath = new Set(certificates)
	const came = [...new Set(sent)].filter((one) => onPath.has(one))
	if (certificates.every((one, index) => one === came[index])) return []
	return [{ code: 'order-wrong', severity: 'information', about: [leaf], facts: { count: came.length } }]
}

export const rootIncluded: Rule = ({ chain: { path } }) => {
	const top = path.at(-1)
	return top?.role === 'root' && path.length > 1
		? [{ code: 'root-included', severity: 'information', about: [top.certificate], facts: {} }]
		: []
}

export const unrelatedCertificates: Rule = ({ chain: { unrelated } }) => about('unrelated-certificates', unrelated)

export const repeatedCertificates: Rule = ({ chain: { sent } }) => {
	const seen = new Set<Certificate>()
	const again = sent.filter((one) => seen.has(one) || !seen.add(one))
	return about('repeated-certificates', [...new Set(again)])
}

function about(
	code: 'unrelated-certificates' | 'repeated-certificates',
	[first, ...others]: readonly Certificate[],
): ReturnType<Rule> {
	if (!first) return []
	return [{ code, severity: 'information', about: [first, ...others], facts: { count: others.length + 1 } }]
}
