import { type FormEvent, type RefObject, useDeferredValue, useEffect, useId, useMemo, useState } from 'react'
import { ChooseFiles } from '../inspect/ChooseFiles.tsx'
import { Button } from '../ui/Button.tsx'
import { useIncoming } from '../ui/useIncoming.ts'
import { deskWords } from '../words/deskWords.ts'
import type { Added, Wished } from './desk.ts'
import { desk } from './deskOfPage.ts'
import { decodeText, type OrderNumbers, readOrderNumbers } from './orderNumbers.ts'
import { useDesk } from './useDesk.ts'

/** Takes order numbers in any form. A single one is collected and opened at once; of many the statuses are asked for. */
export function OrderNumbersForm({
	field,
	onSingle,
}: {
	/** where the numbers are typed */
	field: RefObject<HTMLTextAreaElement | null>
	onSingle: (orderNumber: string) => void
}) {
	const w = deskWords.numbers
	const id = useId()
	const [text, setText] = useState('')
	const [said, setSaid] = useState<Said>()
	/** what was no number in what was sent last */
	const [rejected, setRejected] = useState<OrderNumbers['notNumbers']>()
	const read = useDeferredValue(text)
	const found = useMemo(() => readOrderNumbers(read), [read])
	const change = (value: string) => {
		setSaid(undefined)
		setText(value)
	}
	const changeToFile = ([file]: readonly File[]) =>
		void file?.arrayBuffer().then(
			(bytes) => change(decodeText(new Uint8Array(bytes))),
			() => setSaid('unreadable'),
		)
	const isOver = useIncoming(changeToFile, change)
	useEffect(() => {
		const stop = new AbortController()
		field.current?.addEventListener('beforeinput', putInAtOnce, stop)
		return () => stop.abort()
	}, [field])
	const submit = (event: FormEvent) => {
		event.preventDefault()
		const { orders, notNumbers, instead } = readOrderNumbers(text)
		const [first] = orders
		if (!first) {
			setSaid(instead === 'code' ? undefined : 'empty')
			field.current?.focus()
			return
		}
		const isSingle = orders.length === 1
		const numbers = orders.map(({ orderNumber }) => orderNumber)
		const added = desk.add(orders)
		const wished = isSingle ? desk.collect(numbers) : desk.ask(numbers)
		// A single one does not wait for what is paused.
		const isPaused = !isSingle && desk.getSnapshot().queue.kind === 'paused'
		setSaid({ ...added, ...wished, isPaused })
		setRejected(notNumbers)
		setText('')
		if (isSingle) onSingle(first.orderNumber)
	}
	return (
		<form onSubmit={submit} noValidate className="print:hidden">
			<label htmlFor={id} className="block font-semibold">
				{w.field}
			</label>
			<div className="mt-2 grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
				<textarea
					id={id}
					ref={field}
					rows={2}
					value={text}
					autoComplete="off"
					autoCapitalize="none"
					spellCheck={false}
					aria-invalid={said === 'empty'}
					aria-describedby={`${id}-advice`}
					className={`block min-h-18 w-full resize-y rounded-md border bg-raised px-3 py-2 font-mono ${isOver ? 'border-accent' : 'border-field'}`}
					onChange={({ target }) => change(target.value)}
					onKeyDown={(event) => {
						if (event.key === 'Enter' && !event.shiftKey && !event.repeat && !event.nativeEvent.isComposing)
							submit(event)
					}}
				/>
				<div className="flex flex-col gap-1 sm:w-44">
					<Button type="submit" look="primary" className="w-full whitespace-nowrap">
						{w.button}
					</Button>
					<ChooseFiles look="quiet" label={w.choose} onFiles={changeToFile} />
				</div>
			</div>
			<div id={`${id}-advice`} aria-live="polite" className="mt-1 min-h-5 text-small">
				{(text.trim() === '' || read.trim() !== '') && (
					<Advice found={text.trim() === '' ? undefined : found} said={said} rejected={rejected} />
				)}
			</div>
		</form>
	)
}

/** Long text that is not pasted Chromium puts in line by line; the time for that grows with the square of the lines. */
function putInAtOnce(event: InputEvent): void {
	const { target, data } = event
	if (!(target instanceof HTMLTextAreaElement) || data === null || data.length < 2000) return
	event.preventDefault()
	target.setRangeText(data, target.selectionStart, target.selectionEnd, 'end')
	target.dispatchEvent(new Event('input', { bubbles: true }))
}

/** What came of the last attempt to have something checked. */
type Said = (Added & Wished & { readonly isPaused: boolean }) | 'empty' | 'unreadable'

function Advice({
	found,
	said,
	rejected,
}: {
	found: OrderNumbers | undefined
	said: Said | undefined
	rejected: OrderNumbers['notNumbers'] | undefined
}) {
	const w = deskWords.numbers
	const isIdle = useDesk((all) => all.queue.kind === 'idle')
	if (said === 'empty' || said === 'unreadable') return <p className="text-bad">{w[said]}</p>
	// At the end another line tells what came of it.
	if (said)
		return (
			<>
				{!(isIdle && said.queued > 1) && <p>{w.added(said, said.isPaused)}</p>}
				{rejected && <Rejected rejected={rejected} />}
			</>
		)
	if (!found) return <p className="text-quiet">{w.hint}</p>
	if (found.instead === 'code')
		return (
			<p className="text-warn">
				{w.code}{' '}
				<a href="/" className="text-accent underline underline-offset-4">
					{w.toCollect}
				</a>
			</p>
		)
	return (
		<>
			<p>{w.found(found)}</p>
			<Rejected rejected={found.notNumbers} />
			{found.instead === 'range' && <p className="text-warn">{w.range}</p>}
		</>
	)
}

/** What stood where a number should. */
function Rejected({ rejected }: { rejected: OrderNumbers['notNumbers'] }) {
	return rejected.count > 0 && <p className="text-warn">{deskWords.numbers.notNumbers(rejected)}</p>
}
