import { ChevronLeft, ChevronRight, type LucideIcon, RefreshCw, TriangleAlert, Unplug, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { ChainResult } from '../chain/ChainResult.tsx'
import { Notice } from '../collect/Notice.tsx'
import { RawReply } from '../collect/RawReply.tsx'
import { Button } from '../ui/Button.tsx'
import { Column } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import { AnswerSection } from './AnswerSection.tsx'
import { desk, orderCalls } from './deskOfPage.ts'
import { OtherRequest } from './OtherRequest.tsx'
import { askableAt, bestAnswer, endOf, isIssued, type Row } from './order.ts'
import { StatusNotice } from './StatusNotice.tsx'
import { useDesk } from './useDesk.ts'
import { useNow } from './useNow.ts'

/** From one order to another one of the table. */
export type Step = 'previous' | 'next'

const steps: readonly { readonly step: Step; readonly Icon: LucideIcon }[] = [
	{ step: 'previous', Icon: ChevronLeft },
	{ step: 'next', Icon: ChevronRight },
]

/** Escape closes what is open, unless it means something else where it is pressed. */
function useEscape(onEscape: () => void): void {
	useEffect(() => {
		const stop = new AbortController()
		const press = ({ key, target, defaultPrevented, isComposing }: KeyboardEvent) => {
			const isElsewhere =
				target instanceof Element && target.closest('input[type=search], select, textarea, dialog') !== null
			if (key === 'Escape' && !defaultPrevented && !isComposing && !isElsewhere) onEscape()
		}
		addEventListener('keydown', press, stop)
		return () => stop.abort()
	}, [onEscape])
}

/** One order: where it stands and what that means, what the customer sees of it, what to answer, and what came before. */
export function OrderView({
	row,
	isSignedIn,
	neighbours,
	cameBy,
	onOpen,
	onClose,
}: {
	row: Row
	isSignedIn: boolean
	/** the orders before and after it in the table, if there are any */
	neighbours: Readonly<Record<Step, string | undefined>>
	/** how one came here from the order before */
	cameBy: Step | undefined
	onOpen: (orderNumber: string, by: Step) => void
	onClose: () => void
}) {
	const w = deskWords.view
	const id = useId()
	const heading = useRef<HTMLHeadingElement>(null)
	const buttons = useRef<HTMLDivElement>(null)
	useEffect(() => {
		const place = heading.current
		// Whoever goes from one to the next stays on the button.
		const button = cameBy && buttons.current?.querySelector<HTMLElement>(`[data-step=${cameBy}]`)
		;(button ?? place)?.focus({ preventScroll: true })
		// What is well in sight stays where it is.
		if (place && place.getBoundingClientRect().top > 0.6 * innerHeight) place.scrollIntoView({ block: 'start' })
	}, [cameBy])
	useEscape(onClose)
	const { orderNumber, certificate, asked, status, failure } = row
	const shownSteps = steps.some(({ step }) => neighbours[step] !== undefined) ? steps : []
	const raw = orderCalls().lastReply(orderNumber)
	return (
		<section aria-labelledby={id} className="mt-12">
			<Column width="wide">
				<div className="border-line border-t pt-6">
					<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
						<h2 id={id} ref={heading} tabIndex={-1} className="scroll-mt-4 font-semibold text-lead outline-none">
							{deskWords.order(orderNumber)}
						</h2>
						<div ref={buttons} className="-mr-2 flex flex-wrap gap-x-2">
							{isSignedIn && <AskNow row={row} />}
							{shownSteps.map(({ step, Icon }) => {
								const neighbour = neighbours[step]
								return (
									<Button
										key={step}
										look="quiet"
										data-step={step}
										aria-disabled={neighbour === undefined}
										onClick={() => neighbour !== undefined && onOpen(neighbour, step)}
										className="aria-disabled:cursor-default aria-disabled:text-quiet aria-disabled:no-underline"
									>
										<Icon size={16} aria-hidden />
										{w[step]}
									</Button>
								)
							})}
							<Button look="quiet" onClick={onClose}>
								<X size={16} aria-hidden />
								{w.close}
							</Button>
						</div>
					</div>
					<p role="status" className="text-quiet">
						{row.task?.isRunning && w.asking}
						{row.task && !row.task.isRunning && <Queued />}
						{!row.task && asked && (failure && status ? w.lastAsked : w.asked)(new Date(asked.at))}
						{!row.task && !asked && w.neverAsked}
					</p>
					<NoWordNotice row={row} />
					<NoteField key={orderNumber} row={row} />
				</div>
			</Column>
			{certificate && isIssued(row) ? (
				<div className="mt-8">
					<ChainResult
						key={row.heardAt}
						shown={certificate.shown}
						origin={{ by: 'collection', queryType: 1 }}
						action={
							<div className="mt-6">
								<AnswerSection row={row} />
							</div>
						}
					>
						{raw && <RawReply bytes={raw} />}
						{isSignedIn && <OtherRequest orderNumber={orderNumber} />}
					</ChainResult>
				</div>
			) : (
				<Column width="wide">
					<div className="mt-6 space-y-8">
						<Standing row={row} isSignedIn={isSignedIn} />
						<AnswerSection row={row} />
						{raw && <RawReply bytes={raw} />}
						{isSignedIn && <OtherRequest orderNumber={orderNumber} />}
					</div>
				</Column>
			)}
		</section>
	)
}

/** Why an order has not been asked about yet. */
function Queued() {
	const w = deskWords.view
	const queue = useDesk((all) => all.queue)
	const wait = queue.kind === 'waiting' ? queue : queue.kind === 'paused' ? queue.wait : undefined
	if (wait) return w.queuedUntil[wait.reason](new Date(wait.until))
	return queue.kind === 'paused' ? w.queuedPaused : w.queued
}

/** Asks again, as often as makes sense. */
function AskNow({ row }: { row: Row }) {
	const w = deskWords.view
	// An answer may have come since the clock was looked at.
	const now = Math.max(useNow(1000).getTime(), row.asked?.at ?? 0)
	const from = askableAt(row, now)
	const isOff = from !== undefined || row.task?.isRunning === true
	return (
		<Button
			look="quiet"
			aria-disabled={isOff}
			onClick={() => isOff || desk.askNow(row.orderNumber)}
			className="whitespace-nowrap tabular-nums aria-disabled:cursor-default aria-disabled:text-quiet aria-disabled:no-underline"
		>
			<RefreshCw size={16} aria-hidden />
			{w.ask(from === undefined ? undefined : from - now, row.asked !== undefined)}
		</Button>
	)
}

/** Above what is known: that the last call said nothing of the order. */
function NoWordNotice({ row: { status, failure, heardAt } }: { row: Row }) {
	if (!failure || !status || heardAt === undefined) return null
	const [what, code] =
		'meaning' in failure
			? [deskWords.meanings[failure.meaning].title, String(failure.code)]
			: [deskWords.failure(failure.code).title, failure.reported ?? failure.code]
	return (
		<p role="status" className="mt-3 flex max-w-prose gap-2 text-warn">
			<TriangleAlert size={20} aria-hidden className="mt-0.5 shrink-0" />
			{deskWords.view.noWord(what, code, new Date(heardAt))}
		</p>
	)
}

/** The status and what it means, or why there is none. */
function Standing({ row, isSignedIn }: { row: Row; isSignedIn: boolean }) {
	const w = deskWords.view
	const { failure, asked, orderNumber, validUntil, nextAsk } = row
	const now = useNow(60_000).getTime()
	const answer = bestAnswer(row)
	if (!answer && failure && !('meaning' in failure))
		return (
			<div role="alert">
				<Notice explanation={deskWords.failure(failure.code)} icon={<Unplug size={24} aria-hidden />} tone="bad">
					<p className="text-quiet text-small">
						{deskWords.code(failure.reported ?? failure.code)}
						{asked?.requestId !== undefined && ` · ${deskWords.request(asked.requestId)}`}
					</p>
				</Notice>
			</div>
		)
	if (!answer) return null
	return (
		<div role="status">
			<StatusNotice status={answer} end={endOf(row, now)}>
				{validUntil !== undefined && <p>{w.validUntil(new Date(validUntil))}</p>}
				{nextAsk !== undefined && <p>{w.nextAsk(new Date(nextAsk))}</p>}
				{isSignedIn && isIssued(row) && (
					<Button className="mt-2" onClick={() => desk.collect([orderNumber])}>
						{w.collect}
					</Button>
				)}
			</StatusNotice>
		</div>
	)
}

/** A line that somebody keeps beside an order, for themselves. */
function NoteField({ row: { orderNumber, note } }: { row: Row }) {
	const w = deskWords.view
	const id = useId()
	const [text, setText] = useState(note)
	return (
		<div className="mt-3 flex max-w-xl items-center gap-3 print:hidden">
			<label htmlFor={id} className="font-semibold text-small">
				{w.note}
			</label>
			<input
				id={id}
				value={text}
				maxLength={200}
				autoComplete="off"
				onChange={({ target }) => {
					setText(target.value)
					desk.setNote(orderNumber, target.value)
				}}
				className="min-h-9 w-full rounded-md border border-field bg-raised px-3 pointer-coarse:min-h-11"
			/>
		</div>
	)
}
