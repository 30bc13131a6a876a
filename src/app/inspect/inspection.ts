/** From files and pasted text to finished data. Everything happens here; nothing is sent anywhere. */
import { type ContainerKind, readContents } from '../../certificates/containers.ts'
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import type { OtherThing } from '../../certificates/otherThings.ts'
import { type Reply, readReply, type StatusReply } from '../../collectccc/reply.ts'
import { UnreadableReply } from '../../collectccc/unreadableReply.ts'
import type { ValidityPeriod } from '../../collectccc/validityPeriod.ts'
import { isArchive, unzip } from '../../files/unzip.ts'
import { type ShownChain, showChain } from '../chain/shownChain.ts'

/** Something that a person brought. */
export interface Source {
	/** a file's name; nothing for what was pasted */
	readonly name: string | undefined
	readonly bytes: Uint8Array
}

/** What was found in one source, or in one file of an archive. */
export interface Finding {
	readonly name: string | undefined
	readonly found:
		| { readonly kind: 'certificates'; readonly count: number; readonly containers: readonly ContainerKind[] }
		| { readonly kind: 'status'; readonly reply: StatusReply }
		| { readonly kind: BareKind }
}

/** What needs no more than its name: what was passed over, and what could not be read. */
export type BareKind = OtherThing | 'nothing' | 'cut-off' | 'archive-broken' | 'archive-in-archive' | 'too-large'

/** What came of an inspection. */
export interface Inspection {
	readonly findings: readonly Finding[]
	readonly shown: ShownChain | undefined
}

/** More than the longest list of certificates that anybody has, and little enough for a phone. */
const limits = { entries: 1000, bytes: 16 * 1024 * 1024 }

interface Reading {
	readonly finding: Finding
	readonly certificates: readonly Uint8Array[]
	readonly stated?: ValidityPeriod | undefined
}

/** CollectCCC's own forms: a status, or a payload that only shows once the lines or the script around it are read. */
function readAsReply(bytes: Uint8Array): Reply | undefined {
	try {
		return readReply(bytes)
	} catch (error) {
		if (error instanceof UnreadableReply) return undefined
		throw error
	}
}

const bareReading = (name: string | undefined, kind: BareKind): Reading => ({
	finding: { name, found: { kind } },
	certificates: [],
})

function readSource({ name, bytes }: Source): readonly Reading[] {
	const told = (kind: BareKind) => bareReading(name, kind)
	if (bytes.length > limits.bytes) return [told('too-large')]
	if (isArchive(bytes)) return readArchive(name, bytes)
	const direct = readContents(bytes)
	const reply = readAsReply(bytes)
	const contents =
		direct.certificates.length === 0 && reply?.kind === 'certificates' ? readContents(reply.payload) : direct
	const { certificates, kinds: containers, passedOver, isCutOff } = contents
	const beside = [...passedOver, ...(isCutOff ? (['cut-off'] as const) : [])].map(told)
	if (certificates.length > 0) {
		const found = { kind: 'certificates', count: certificates.length, containers } as const
		const stated = reply?.kind === 'certificates' ? reply.validity : undefined
		return [{ finding: { name, found }, certificates, stated }, ...beside]
	}
	if (beside.length > 0) return beside
	if (reply?.kind === 'status') return [{ finding: { name, found: { kind: 'status', reply } }, certificates: [] }]
	return [told('nothing')]
}

function readArchive(name: string | undefined, bytes: Uint8Array): readonly Reading[] {
	const { entries, state } = unzip(bytes, limits)
	// An archive in an archive is not opened: nobody sends one, and each level would multiply the limits.
	const readings = entries.flatMap((entry) =>
		isArchive(entry.bytes) ? bareReading(entry.name, 'archive-in-archive') : readSource(entry),
	)
	if (state === 'whole') return readings.length > 0 ? readings : [bareReading(name, 'nothing')]
	return [...readings, bareReading(name, state === 'broken' ? 'archive-broken' : 'too-large')]
}

/**
 * @param sources what a person brought, in any form: PEM, DER, PKCS#7, Netscape Certificate Sequence, CMMF, a reply of
 *   CollectCCC, a ZIP archive of such files
 * @param now the time that validity is judged by
 * @param knownRoots what the chain's end is compared with
 * @returns what each was, and the chain that the certificates of all of them make
 */
export async function inspect(sources: readonly Source[], now: Date, knownRoots: KnownRoots): Promise<Inspection> {
	const readings = sources.flatMap(readSource)
	const ders = readings.flatMap(({ certificates }) => certificates)
	const stated = readings.find((reading) => reading.stated)?.stated
	return { findings: readings.map(({ finding }) => finding), shown: await showChain(ders, now, knownRoots, stated) }
}

/** @param files what the browser gave; @returns them read; @throws the browser's error where one cannot be read: a folder */
export function sourcesOf(files: readonly File[]): Promise<readonly Source[]> {
	return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
}
