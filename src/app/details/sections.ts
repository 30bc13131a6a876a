/** Everything in a certificate, as sections of rows. */
import { type Certificate, serialInDecimal } from '../../certificates/certificate.ts'
import type { Fingerprints } from '../../certificates/fingerprints.ts'
import { type Name, shortNameOf } from '../../certificates/name.ts'
import { nameOf } from '../../certificates/objectIdentifiers.ts'
import { hex } from '../../certificates/octets.ts'
import type { PublicKey } from '../../certificates/publicKey.ts'
import { detailWords as w } from '../words/detailWords.ts'
import { extensionSection } from './extensionRows.ts'
import { code, identifier, octets, type Row, row, rowIf, type Section, text } from './row.ts'

function nameRows({ rdns }: Name): readonly Row[] {
	const rows = rdns.flatMap((rdn) =>
		rdn.map(({ type, value }) => {
			const short = shortNameOf(type)
			const label = (short && w.attributes[short]) ?? nameOf(type) ?? type
			// What belongs to one set stands in one line of a name; here a plus sign says so.
			return row(rdn.length > 1 && rdn[0]?.type !== type ? `+ ${label}` : label, text(value))
		}),
	)
	return rows.length > 0 ? rows : [row(w.name, text(w.emptyName))]
}

function keyRows(key: PublicKey): readonly Row[] {
	const k = w.key
	switch (key.kind) {
		case 'rsa':
			return [
				row(k.size, text(k.bits(key.bits))),
				row(k.exponent, code(String(key.exponent))),
				row(k.modulus, octets(hex(key.modulus))),
			]
		case 'ec': {
			const { name, type } = key.curve
			return [
				row(k.curve, name === undefined && type === undefined ? text(k.explicitCurve) : text(name ?? type ?? '', type)),
				row(k.size, text(k.bits(key.bits))),
			]
		}
		case 'ed25519':
		case 'ed448':
		case 'x25519':
		case 'x448':
		case 'dsa':
			return [row(k.size, text(k.bits(key.bits)))]
		case 'ml-dsa':
		case 'other':
			return []
		case 'unreadable':
			return [row(w.unreadable, text(k.unreadable))]
	}
}

function signatureRows({ signatureAlgorithm: { type, hash, pss }, signature }: Certificate): readonly Row[] {
	const s = w.signature
	return [
		row(s.algorithm, identifier(type)),
		...rowIf(s.hash, hash === undefined ? [] : [text(hash)]),
		...(pss ? [row(s.maskHash, text(pss.maskHash)), row(s.saltLength, text(s.octets(pss.saltLength)))] : []),
		row(s.value, octets(hex(signature.value))),
	]
}

/**
 * @param certificate any certificate
 * @param fingerprints its fingerprints, where the browser can make them
 * @returns everything in it, in the order in which people look for things
 */
export function sectionsOf(certificate: Certificate, fingerprints: Fingerprints | undefined): readonly Section[] {
	const { version, serialNumber, notBefore, notAfter, der, subject, issuer, key, publicKey, extensions } = certificate
	const g = w.general
	const f = w.fingerprints
	return [
		{ title: w.subject, rows: nameRows(subject) },
		{ title: w.issuer, rows: nameRows(issuer) },
		{
			title: g.title,
			rows: [
				row(g.serialNumber, octets(serialNumber)),
				row(g.decimal, code(serialInDecimal(certificate))),
				row(g.notBefore, text(w.exactTime(notBefore))),
				row(g.notAfter, text(w.exactTime(notAfter))),
				row(g.version, text(String(version))),
				row(g.length, text(g.size(der.length))),
			],
		},
		{
			title: f.title,
			rows: fingerprints
				? [
						row(f.sha256, octets(fingerprints.sha256)),
						row(f.sha1, octets(fingerprints.sha1)),
						row(f.pin, code(fingerprints.pin)),
					]
				: [row(f.title, text(f.unavailable))],
		},
		{
			title: w.key.title,
			rows: [row(w.key.algorithm, identifier(key.type)), ...keyRows(key), row(w.key.value, octets(hex(publicKey)))],
		},
		...extensions.all.map(extensionSection),
		{ title: w.signature.title, rows: signatureRows(certificate) },
	]
}
