import type { NamedFile } from '../../files/chainFiles.ts'

/** @param file what the browser is to save, under its own name; it is made here and fetched from nowhere */
export function saveFile({ name, type, content }: NamedFile): void {
	const parts = typeof content === 'string' ? [content] : [new Uint8Array(content)]
	const address = URL.createObjectURL(new Blob(parts, { type }))
	const link = document.createElement('a')
	link.href = address
	link.download = name
	link.click()
	// Some browsers begin to read only when the person has chosen a place.
	setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
