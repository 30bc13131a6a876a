/** What a server sends, as `openssl s_client -showcerts` prints it, beside the chain that it should send. */
import { type Certificate, readCertificate } from './certificate.ts'
import type { Chain } from './chain.ts'
import { isSelfSigned } from './issuers.ts'
import { hex } from './octets.ts'
import { neededOf } from './path.ts'
import { readPem } from './pem.ts'

/** Something about what is sent, and the certificates that it is about. */
export interface Fault {
	/**
	 * `missing`: needed and not sent; `superfluous`: does not vouch for the leaf; `repeated`: sent more than once; `root`: of the
	 * chain, which every program has itself or does not trust; `order`: everything that belongs, in the order that it should have
	 */
	readonly kind: 'missing' | 'superfluous' | 'repeated' | 'root' | 'order'
	readonly certificates: readonly Certificate[]
}

export type ServedChain =
	/** openssl says that it did not get so far as TLS */
	| { readonly kind: 'no-connection' }
	/** `wasRead`: it is openssl's output, and the server sent none; else it is something else */
	| { readonly kind: 'no-certificate'; readonly wasRead: boolean }
	/** `sent` came, and one is shown: `-showcerts` was left out */
	| { readonly kind: 'not-all-shown'; readonly sent: number }
	/** another leaf: `isSameName` if one of its names is one of ours, `isOlder` if it was issued before */
	| { readonly kind: 'another'; readonly served: Certificate; readonly isSameName: boolean; readonly isOlder: boolean }
	/** the right leaf; `verifyCode` is openssl's (0: verified), none where it does not say */
	| { readonly kind: 'ours'; readonly faults: readonly Fault[]; readonly verifyCode: number | undefined }

/** Hostile texts could hold a thousand certificates; no server sends more than a few. */
const most = 100

const keyOf = ({ der }: Certificate) => hex(der)

const namesOf = ({ extensions }: Certificate) =>
	(extensions.subjectAlternativeName?.names ?? []).map(({ kind, value }) => `${kind}:${value.toLowerCase()}`)

/** RFC 8446 4.4.2 and RFC 5246 7.4.2: the leaf first, each one certifying the one before it; the root may be left out. */
function faultsOf(sent: readonly Certificate[], { path, end, alternatives }: Chain): readonly Fault[] {
	const needed = neededOf({ path, end })
	const belonging = [...path.map(({ certificate }) => certificate), ...alternatives]
	const places = new Map(belonging.map((one, place) => [keyOf(one), place]))
	const keys = sent.map(keyOf)
	const once = sent.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
	const known = once.filter((one) => places.has(keyOf(one)))
	const inOrder = known.toSorted((a, b) => (places.get(keyOf(a)) ?? 0) - (places.get(keyOf(b)) ?? 0))
	const faults: readonly Fault[] = [
		{ kind: 'missing', certificates: needed.filter((one) => !keys.includes(keyOf(one))) },
		{ kind: 'order', certificates: inOrder.some((one, index) => one !== known[index]) ? inOrder : [] },
		{ kind: 'superfluous', certificates: once.filter((one) => !places.has(keyOf(one))) },
		{
			kind: 'repeated',
			certificates: once.filter((one) => keys.indexOf(keyOf(one)) !== keys.lastIndexOf(keyOf(one))),
		},
		{ kind: 'root', certificates: known.filter((one) => places.get(keyOf(one)) !== 0 && isSelfSigned(one)) },
	]
	return faults.filter(({ certificates }) => certificates.length > 0)
}

function verifyCodeIn(text: string): number | undefined {
	const [, digits] = /^ *Verify return code: (\d{1,4}) /m.exec(text) ?? []
	return digits === undefined ? undefined : Number(digits)
}

/**
 * @param text what `openssl s_client` printed, with whatever stands around it
 * @param chain what the server should send
 * @returns how the two compare
 */
export function compareServed(text: string, chain: Chain): ServedChain {
	const sent = readPem(text)
		.blocks.filter(({ label }) => label === 'CERTIFICATE')
		.slice(0, most)
		.flatMap(({ der }) => {
			const one = readCertificate(der)
			return one.kind === 'certificate' ? one : []
		})
	const [first] = sent
	if (!first) {
		if (/connect:errno=|BIO_lookup_ex|BIO_connect|Connection refused/.test(text)) return { kind: 'no-connection' }
		return { kind: 'no-certificate', wasRead: /no peer certificate available|^CONNECTED\(/m.test(text) }
	}
	const leaf = chain.path[0].certificate
	if (!sent.some((one) => keyOf(one) === keyOf(leaf))) {
		const ours = new Set(namesOf(leaf))
		return {
			kind: 'another',
			served: first,
			isSameName: namesOf(first).some((name) => ours.has(name)),
			isOlder: first.notBefore < leaf.notBefore,
		}
	}
	const listed = text.match(/^ {0,3}\d{1,3} s:/gm)?.length ?? 0
	if (listed > sent.length && sent.length === 1) return { kind: 'not-all-shown', sent: listed }
	return { kind: 'ours', faults: faultsOf(sent, chain), verifyCode: verifyCodeIn(text) }
}
