import { type DragEvent, type FormEvent, useId, useRef, useState } from 'react'
import { ChooseFiles } from '../inspect/ChooseFiles.tsx'
import { Button } from '../ui/Button.tsx'
import { PasteField } from '../ui/PasteField.tsx'
import { chainWords } from '../words/chainWords.ts'
import { keyWords as w } from '../words/keyWords.ts'

/** A field for a key as text, a button for a file, and a place to drop one. */
export function BringKey({
	isReading,
	onBring,
	onUnreadable,
}: {
	isReading: boolean
	onBring: (bytes: Uint8Array<ArrayBuffer>) => void
	onUnreadable: () => void
}) {
	const id = useId()
	const area = useRef<HTMLTextAreaElement>(null)
	const [isMissing, setMissing] = useState(false)
	const [isOver, setOver] = useState(false)
	const bringFiles = ([file]: readonly File[]) =>
		file?.arrayBuffer().then((buffer) => onBring(new Uint8Array(buffer)), onUnreadable)
	const submit = (event: FormEvent) => {
		event.preventDefault()
		const text = area.current?.value ?? ''
		if (text.trim() === '') {
			setMissing(true)
			area.current?.focus()
			return
		}
		// The field is emptied at once: the key has no business there.
		if (area.current) area.current.value = ''
		onBring(new TextEncoder().encode(text))
	}
	// What is dropped here is not for whoever takes files on the rest of the page.
	const over = (event: DragEvent) => {
		event.preventDefault()
		event.stopPropagation()
		setOver(true)
	}
	const drop = (event: DragEvent) => {
		event.preventDefault()
		event.stopPropagation()
		setOver(false)
		void bringFiles([...event.dataTransfer.files])
	}
	return (
		<form
			onSubmit={submit}
			onDragOver={over}
			onDragLeave={() => setOver(false)}
			onDrop={drop}
			noValidate
			className={isOver ? 'rounded-md outline-2 outline-accent outline-dashed outline-offset-8' : ''}
		>
			<p className="mb-4 max-w-prose text-quiet">{chainWords.keys.whereItIs}</p>
			<PasteField
				id={id}
				label={w.field}
				ref={area}
				rows={4}
				aria-invalid={isMissing}
				aria-describedby={`${id}-advice`}
				placeholder="-----BEGIN PRIVATE KEY-----"
				onChange={() => setMissing(false)}
			/>
			<p id={`${id}-advice`} aria-live="polite" className={`mt-2 max-w-prose ${isMissing ? 'text-bad' : 'text-quiet'}`}>
				{isMissing ? w.empty : w.drop}
			</p>
			<div className="mt-3 grid gap-3 sm:flex">
				<Button type="submit" look="primary" disabled={isReading}>
					{w.use}
				</Button>
				<ChooseFiles label={w.choose} className="min-h-12!" onFiles={bringFiles} />
			</div>
		</form>
	)
}
