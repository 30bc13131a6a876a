/** From files and pasted text to finished data. Everything happens here; nothing is sent anywhere. */
import { type Certificate, readCertificate, type UnreadableCertificate } from '../../certificates/certificate.ts'
import { type ContainerKind, readContents } from '../../certificates/containers.ts'
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import { areSame } from '../../certificates/octets.ts'
import type { OtherThing } from '../../certificates/otherThings.ts'
import type { StatusReply } from '../../collectccc/reply.ts'
import type { ValidityPeriod } from '../../collectccc/validityPeriod.ts'
import { isArchive, unzip } from '../../files/unzip.ts'
import { inSlices } from '../chain/inSlices.ts'
import { type ShownChain, showChain } from '../chain/shownChain.ts'
import { asUtf8, readBroughtReply } from './broughtReply.ts'

/** Something that a person brought. */
export interface Source {
	/** a file's name; nothing for what was pasted */
	readonly name: string | undefined
	readonly bytes: Uint8Array
}

/** What needs no more than its name: what was passed over, and what could not be read. */
export type BareKind =
	| OtherThing
	| 'nothing'
	| 'cut-off'
	| 'archive-broken'
	| 'archive-locked'
	| 'archive-unsupported'
	| 'archive-in-archive'
	| 'too-large'

/** One thing that was found: certificates, a reply without any, or what else it is. */
export type Found =
	| {
			readonly kind: 'certificates'
			/** how many could be read, and how many more looked like certificates */
			readonly count: number
			readonly unreadable: number
			readonly containers: readonly ContainerKind[]
	  }
	| { readonly kind: 'status'; readonly reply: StatusReply }
	| { readonly kind: BareKind }

/** All that was found in one source, or in one file of an archive. */
export interface Finding {
	readonly name: string | undefined
	readonly found: readonly [Found, ...Found[]]
}

/** Where something stood that could not be read. */
export interface Place {
	/** a file's name; nothing for what was pasted */
	readonly name: string | undefined
	/** its number among the certificates of that file, from 1 on */
	readonly item: number
}

/** What came of an inspection. */
export interface Inspection {
	readonly findings: readonly Finding[]
	readonly shown: ShownChain | undefined
	readonly places: ReadonlyMap<UnreadableCertificate, Place>
}

/** More than the longest list of certificates that anybody has, and little enough for a phone. */
const limits = { entries: 1000, bytes: 16 * 1024 * 1024 }

type Certificates = readonly (Certificate | UnreadableCertificate)[]

interface Reading {
	readonly finding: Finding
	readonly certificates: Certificates
	readonly stated?: ValidityPeriod | undefined
}

const bareReading = (name: string | undefined, kind: BareKind): Reading => ({
	finding: { name, found: [{ kind }] },
	certificates: [],
})

async function readSource({ name, bytes }: Source): Promise<readonly Reading[]> {
	if (bytes.length > limits.bytes) return [bareReading(name, 'too-large')]
	if (isArchive(bytes)) return readArchive(name, bytes)
	const text = asUtf8(bytes)
	const reply = readBroughtReply(text)
	const { certificates: ders, kinds: containers, passedOver, isCutOff } = readContents(reply?.payload ?? text)
	const isBroken = isCutOff || reply?.isCutOff
	const beside = [...new Set<BareKind>([...passedOver, ...(isBroken ? (['cut-off'] as const) : [])])]
	const [first, ...others] = beside.map((kind): Found => ({ kind }))
	if (ders.length > 0) {
		const certificates = await inSlices(ders, readCertificate)
		const count = certificates.filter(({ kind }) => kind === 'certificate').length
		const read = { kind: 'certificates', count, unreadable: ders.length - count, containers } as const
		const found = [read, ...(first ? [first, ...others] : [])] as const
		return [{ finding: { name, found }, certificates, stated: reply?.validity }]
	}
	if (first) return [{ finding: { name, found: [first, ...others] }, certificates: [] }]
	if (reply?.status) return [{ finding: { name, found: [{ kind: 'status', reply: reply.status }] }, certificates: [] }]
	return [bareReading(name, 'nothing')]
}

async function readArchive(name: string | undefined, bytes: Uint8Array): Promise<readonly Reading[]> {
	const { entries, state } = unzip(bytes, limits)
	const readings: Reading[] = []
	for (const entry of entries) {
		// An archive in an archive is not opened: nobody sends one, and each level would multiply the limits.
		if (isArchive(entry.bytes)) readings.push(bareReading(entry.name, 'archive-in-archive'))
		else readings.push(...(await readSource(entry)))
	}
	if (state === 'whole') return readings.length > 0 ? readings : [bareReading(name, 'nothing')]
	const kinds = {
		broken: 'archive-broken',
		locked: 'archive-locked',
		unsupported: 'archive-unsupported',
		'too-large': 'too-large',
	} as const
	return [...readings, bareReading(name, kinds[state])]
}

/**
 * @param sources what a person brought, in any form: PEM, DER, PKCS#7, Netscape Certificate Sequence, CMMF, a reply of
 *   CollectCCC, a ZIP archive of such files
 * @param now the time that validity is judged by
 * @param knownRoots what the chain's end is compared with
 * @returns what each was, and the chain that the certificates of all of them make
 */
export async function inspect(sources: readonly Source[], now: Date, knownRoots: KnownRoots): Promise<Inspection> {
	const readings: Reading[] = []
	for (const source of sources) readings.push(...(await readSource(source)))
	const certificates = readings.flatMap((reading) => reading.certificates)
	/** A reply states the period of the certificate that it brings, and of no other. */
	const statedFor = ({ der }: Certificate) =>
		readings.find((reading) => reading.stated && reading.certificates.some((one) => areSame(one.der, der)))?.stated
	const places = readings.flatMap(({ finding: { name }, certificates: all }) =>
		all.flatMap((one, index) => (one.kind === 'unreadable' ? [[one, { name, item: index + 1 }] as const] : [])),
	)
	return {
		places: new Map(places),
		findings: readings.map(({ finding }) => finding),
		shown: await showChain(certificates, now, knownRoots, statedFor),
	}
}

/** @param files what the browser gave; @returns them read; @throws the browser's error where one cannot be read: a folder */
export function sourcesOf(files: readonly File[]): Promise<readonly Source[]> {
	return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
}
