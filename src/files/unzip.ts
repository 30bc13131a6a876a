/** Opens ZIP archives that a person brings, within limits: an archive may be made to fill the memory. */
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'
import { concatenate } from '../certificates/octets.ts'

export interface UnzipLimits {
	readonly entries: number
	/** of all entries together, once they are unpacked */
	readonly bytes: number
}

export interface ArchiveEntry {
	/** the path inside the archive, as it stands there */
	readonly name: string
	readonly bytes: Uint8Array
}

export interface Archive {
	readonly entries: readonly ArchiveEntry[]
	/**
	 * `locked`: with a password; `unsupported`: packed in a way that hardly anybody uses; `too-large`: a limit was reached. The
	 * entries that could be read are there.
	 */
	readonly state: 'whole' | 'broken' | 'locked' | 'unsupported' | 'too-large'
}

/** What goes in at once: no more than a thousand times as much can come out before the limits are looked at again. */
const step = 4096

/** What systems put beside a person's files. */
const isOfTheSystem = (name: string) =>
	name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db|\._[^/]*)$/.test(name)

/** @param bytes a file; @returns whether it begins as a ZIP archive does (APPNOTE 4.3.7) */
export function isArchive([p, k, three, four]: Uint8Array): boolean {
	return p === 0x50 && k === 0x4b && three === 3 && four === 4
}

/**
 * @param bytes a ZIP archive
 * @param limits how much may come out of it
 * @returns the files in it, without folders and what systems add, in their order
 */
export function unzip(bytes: Uint8Array, limits: UnzipLimits): Archive {
	const directory = stateInDirectory(bytes)
	if (directory === 'locked') return { entries: [], state: 'locked' }
	const parts = new Map<UnzipFile, Uint8Array[]>()
	let unpacked = 0
	// An object, because what is set in a callback is not seen by the compiler.
	const progress: { state: Archive['state'] } = { state: 'whole' }
	const archive = new Unzip((file) => {
		if (file.name.endsWith('/') || isOfTheSystem(file.name)) return
		if (parts.size >= limits.entries) {
			progress.state = 'too-large'
			return
		}
		const chunks: Uint8Array[] = []
		parts.set(file, chunks)
		file.ondata = (error, chunk) => {
			if (error) progress.state = 'broken'
			unpacked += chunk?.length ?? 0
			if (unpacked > limits.bytes) progress.state = 'too-large'
			else if (chunk) chunks.push(chunk)
		}
		file.start()
	})
	archive.register(UnzipInflate)
	try {
		for (let at = 0; at < bytes.length && progress.state === 'whole'; at += step)
			archive.push(bytes.subarray(at, at + step), at + step >= bytes.length)
	} catch {
		progress.state = 'broken'
	}
	const entries = [...parts].map(([{ name }, chunks]) => ({ name: asUtf8(name), bytes: concatenate(chunks) }))
	const { state } = progress
	return { entries, state: state === 'too-large' || directory === 'whole' ? state : directory }
}

/**
 * What the list at the archive's end (APPNOTE 4.3.12 and 4.3.16) says; the library reads from the beginning, and neither misses
 * an end nor minds a password.
 */
function stateInDirectory(bytes: Uint8Array): 'whole' | 'broken' | 'locked' | 'unsupported' {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
	const earliest = Math.max(0, bytes.length - 22 - 0xffff)
	let end = bytes.length - 22
	while (end >= earliest && view.getUint32(end) !== 0x504b0506) end--
	if (end < earliest) return 'broken'
	let isUnsupported = false
	for (let at = view.getUint32(end + 16, true); at + 46 <= end && view.getUint32(at) === 0x504b0102; ) {
		if ((view.getUint16(at + 8, true) & 1) === 1) return 'locked'
		const method = view.getUint16(at + 10, true)
		if (method !== 0 && method !== 8) isUnsupported = true
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
	}
	return isUnsupported ? 'unsupported' : 'whole'
}

/** Many systems write UTF-8 into names and do not say so; what is read as Latin-1 and makes UTF-8 was that. */
function asUtf8(name: string): string {
	const octets = Uint8Array.from(name, (character) => character.charCodeAt(0))
	try {
		return /[\u0100-\uffff]/.test(name) ? name : new TextDecoder('utf-8', { fatal: true }).decode(octets)
	} catch {
		return name
	}
}
