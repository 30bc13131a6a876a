import { type FormEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { PasteField } from '../ui/PasteField.tsx'
import { inspectWords } from '../words/inspectWords.ts'
import { ChooseFiles } from './ChooseFiles.tsx'

/** A field for pasted text, a button for files, and what can be put into either. */
export function InspectForm({
	text,
	onText,
	onInspect,
	onFiles,
}: {
	text: string
	onText: (text: string) => void
	onInspect: (text: string) => void
	onFiles: (files: readonly File[]) => void
}) {
	const w = inspectWords
	const id = useId()
	const field = useRef<HTMLTextAreaElement>(null)
	const [isMissing, setMissing] = useState(false)
	useLayoutEffect(() => field.current?.select(), [])
	const submit = (event: FormEvent) => {
		event.preventDefault()
		if (text.trim() !== '') return onInspect(text)
		setMissing(true)
		field.current?.focus()
	}
	return (
		<form onSubmit={submit} noValidate>
			<h1 className="text-balance font-semibold text-title tracking-tight">{w.title}</h1>
			<p className="mt-3 max-w-prose text-lead text-quiet">{w.lead}</p>
			<div className="mt-8">
				<PasteField
					id={id}
					label={w.field}
					ref={field}
					rows={6}
					value={text}
					aria-invalid={isMissing}
					aria-describedby={`${id}-advice`}
					placeholder="-----BEGIN CERTIFICATE-----"
					onChange={(event) => {
						setMissing(false)
						onText(event.target.value)
					}}
				/>
			</div>
			<p id={`${id}-advice`} aria-live="polite" className={`mt-2 ${isMissing ? 'text-bad' : 'text-quiet'}`}>
				{isMissing ? w.empty : w.drop}
			</p>
			<div className="mt-4 grid gap-3 sm:flex">
				<Button type="submit" look="primary" className="sm:w-44">
					{w.button}
				</Button>
				<ChooseFiles label={w.choose} className="min-h-12!" onFiles={onFiles} />
			</div>
		</form>
	)
}
