/** Opens ZIP archives that a person brings, within limits: an archive may be made to fill the memory. */
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'

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
	/** `broken`: it is damaged or locked; `too-large`: a limit was reached. The entries before that are there. */
	readonly state: 'whole' | 'broken' | 'too-large'
}

/** What goes in at once: no more than a thousand times as much can come out before the limits are looked at again. */
const step = 4096

/** What systems put beside a person's files. */
const isOfTheSystem = (name: string) => name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db)$/.test(name)

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
	const parts = new Map<UnzipFile, Uint8Array[]>()
	let unpacked = 0
	let state: Archive['state'] = 'whole'
	const archive = new Unzip((file) => {
		if (file.name.endsWith('/') || isOfTheSystem(file.name)) return
		if (parts.size >= limits.entries) {
			state = 'too-large'
			return
		}
		const chunks: Uint8Array[] = []
		parts.set(file, chunks)
		file.ondata = (error, chunk) => {
			if (error) state = 'broken'
			unpacked += chunk?.length ?? 0
			if (unpacked > limits.bytes) state = 'too-large'
			else if (chunk) chunks.push(chunk)
		}
		file.start()
	})
	archive.register(UnzipInflate)
	try {
		for (let at = 0; at < bytes.length && state === 'whole'; at += step)
			archive.push(bytes.subarray(at, at + step), at + step >= bytes.length)
	} catch {
		state = 'broken'
	}
	// The library says nothing of an archive that is cut off.
	if (state === 'whole' && !hasEnd(bytes)) state = 'broken'
	const entries = [...parts].map(([{ name }, chunks]) => ({ name: asUtf8(name), bytes: joined(chunks) }))
	return { entries, state }
}

/** Whether the archive's last record is there (APPNOTE 4.3.16), behind which only a comment of up to 64 KB may stand. */
function hasEnd(bytes: Uint8Array): boolean {
	const earliest = Math.max(0, bytes.length - 22 - 0xffff)
	for (let at = bytes.length - 22; at >= earliest; at--)
		if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6) return true
	return false
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

function joined(chunks: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
	let at = 0
	for (const chunk of chunks) {
		whole.set(chunk, at)
		at += chunk.length
	}
	return whole
}
