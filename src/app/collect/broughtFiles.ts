/** Says what files are that somebody dropped where a code is wanted. It is loaded with the first of them. */
import { readContents } from '../../certificates/containers.ts'
import { isArchive } from '../../files/unzip.ts'
import { asUtf8 } from '../inspect/broughtReply.ts'
import { type Brought, broughtText } from './brought.ts'
import { isOutlookMessage, textInOutlookMessage } from './outlookMessage.ts'

/** More than any e-mail without attachments has, or any key, in bytes. */
const longest = 4 * 1024 * 1024

async function broughtFile(file: File, all: readonly File[]): Promise<Brought> {
	const bytes = new Uint8Array(await file.slice(0, longest).arrayBuffer())
	if (isOutlookMessage(bytes)) {
		const inside = broughtText(textInOutlookMessage(bytes))
		return inside.kind === 'text' && inside.finding.kind !== 'none' ? inside : { kind: 'outlook' }
	}
	if (isArchive(bytes)) return { kind: 'archive', from: all }
	const text = new TextDecoder().decode(asUtf8(bytes))
	const isText = !text.includes('\0')
	const brought = isText ? broughtText(text, all) : undefined
	if (brought && (brought.kind !== 'text' || brought.finding.kind !== 'none')) return brought
	const { certificates, passedOver } = readContents(bytes)
	const key = passedOver.find((one) => one === 'private-key' || one === 'pkcs12' || one === 'request')
	if (key) return { kind: 'key', is: key, bytes }
	return certificates.length > 0 ? { kind: 'certificate', from: all } : (brought ?? { kind: 'file' })
}

/** @param files that were dropped or pasted; @returns the first of them that is of use, or else what the first one is */
export async function broughtFiles(files: readonly File[]): Promise<Brought> {
	let first: Brought | undefined
	for (const file of files.slice(0, 20)) {
		const brought = await broughtFile(file, files).catch((): Brought => ({ kind: 'unreadable' }))
		const isUseful =
			brought.kind === 'text'
				? brought.finding.kind !== 'none'
				: !['outlook', 'unreadable', 'file'].includes(brought.kind)
		if (isUseful) return brought
		first ??= brought
	}
	return first ?? { kind: 'file' }
}
