import { LoaderCircle } from 'lucide-react'
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { findCode } from '../../collectccc/findCode.ts'
import { Button } from '../ui/Button.tsx'
import { PasteField } from '../ui/PasteField.tsx'
import { words } from '../words/words.ts'
import { NoCode, type Remark } from './NoCode.tsx'
import { hasPrivateKey, whatInstead } from './notACode.ts'

/** The field's id, for whoever wants to lead there. */
export const fieldId = 'code'

interface CollectFormProps {
	readonly text: string
	/** whether the text came as a whole: what is still being typed is not wrong yet */
	readonly isWhole: boolean
	/** what is to be said of something that is not in the field */
	readonly remark: Remark | undefined
	readonly onText: (text: string, isWhole: boolean) => void
	/** a private key was about to get into the field, and did not */
	readonly onKey: () => void
	readonly onInspect: () => void
	readonly isBusy: boolean
	readonly onCollect: (code: string) => void
	/** what else belongs to the form, below its button */
	readonly children: ReactNode
}

/** One field that takes a code or a whole e-mail, what was found in it, and one button. */
export function CollectForm(props: CollectFormProps) {
	const { text, isWhole, remark, onText, onKey, onInspect, isBusy, onCollect, children } = props
	const { collect } = words
	const finding = useMemo(() => findCode(text), [text])
	const [isTried, setTried] = useState(false)
	const [chosen, setChosen] = useState<string>()
	const field = useRef<HTMLTextAreaElement>(null)
	const choices = useRef<HTMLFieldSetElement>(null)
	const adviceId = useId()

	const candidates = finding.kind === 'several' ? finding.candidates : []
	const code = finding.kind === 'one' ? finding.code : candidates.find((candidate) => candidate.code === chosen)?.code
	const isEmpty = text.trim() === ''
	const isJudged = isTried || (isWhole && !isEmpty) || text.trim().length > 16
	const isMissing = finding.kind === 'none' && isJudged
	const missing: Remark | undefined = isMissing ? (isEmpty ? { kind: 'empty' } : whatInstead(text)) : undefined
	const told = remark ?? missing
	const isOpen = finding.kind === 'several' && code === undefined && isTried

	// Whoever comes back to what was typed most often wants to put something else in its place.
	useLayoutEffect(() => field.current?.select(), [])

	const submit = (event: FormEvent) => {
		event.preventDefault()
		if (isBusy) return
		if (code) return onCollect(code)
		setTried(true)
		const place = finding.kind === 'several' ? choices.current?.querySelector('input') : field.current
		place?.focus()
	}

	return (
		<form onSubmit={submit} noValidate>
			<h1 className="text-balance font-semibold text-title tracking-tight">{collect.title}</h1>
			<p className="mt-3 max-w-prose text-lead text-quiet">{collect.lead}</p>
			<div className="mt-8">
				<PasteField
					id={fieldId}
					label={collect.field}
					ref={field}
					rows={4}
					value={text}
					// The page is here for this one field.
					autoFocus
					readOnly={isBusy}
					aria-invalid={told !== undefined}
					aria-describedby={adviceId}
					onChange={(event) => {
						setTried(false)
						const { inputType } = event.nativeEvent as InputEvent
						onText(event.target.value, inputType === 'insertFromPaste' || inputType === 'insertFromDrop')
					}}
					onPaste={(event) => {
						// It is not even there for a moment: what was in a field can be undone and redone.
						if (!hasPrivateKey(event.clipboardData.getData('text/plain'))) return
						event.preventDefault()
						onKey()
					}}
					onKeyDown={(event) => {
						// A key that is held down is one wish, not many.
						if (event.key === 'Enter' && event.repeat) event.preventDefault()
						else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
					}}
				/>
			</div>
			<div id={adviceId} aria-live="polite" className="min-h-6">
				{finding.kind === 'one' && !remark && text.trim() !== finding.code && (
					<p className="mt-2">
						{collect.found} <code className="font-semibold">{finding.code}</code>
					</p>
				)}
				{told && <NoCode remark={told} onInspect={onInspect} />}
			</div>
			{candidates.length > 0 && (
				<fieldset ref={choices} className="mt-2">
					<legend className={`font-semibold ${isOpen ? 'text-bad' : ''}`}>
						{isOpen ? collect.chooseOne : collect.choose}
					</legend>
					{candidates.map((candidate) => (
						<label key={candidate.code} className="mt-2 flex gap-3 rounded-md border border-line bg-raised p-3">
							<input
								type="radio"
								name="candidate"
								className="mt-1 size-4 shrink-0 accent-accent"
								checked={candidate.code === code}
								onChange={() => setChosen(candidate.code)}
							/>
							<span className="min-w-0 [overflow-wrap:anywhere]">
								<code className="font-semibold">{candidate.code}</code>
								{candidate.about && <span className="block text-small">{candidate.about}</span>}
								{candidate.line !== candidate.code && (
									<span className="block text-quiet text-small">{candidate.line}</span>
								)}
							</span>
						</label>
					))}
				</fieldset>
			)}
			<Button type="submit" look="primary" aria-disabled={isBusy} className="mt-4 w-full sm:w-44">
				{isBusy && <LoaderCircle size={20} aria-hidden className="-ml-7 motion-safe:animate-spin" />}
				{collect.button}
			</Button>
			{children}
		</form>
	)
}
