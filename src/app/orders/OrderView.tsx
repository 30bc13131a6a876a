import { RefreshCw, Unplug, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { ChainResult } from '../chain/ChainResult.tsx'
import { Notice } from '../collect/Notice.tsx'
import { RawReply } from '../collect/RawReply.tsx'
import { Button } from '../ui/Button.tsx'
import { Column } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import { AnswerSection } from './AnswerSection.tsx'
import { lastReply } from './askOrder.ts'
import { desk } from './deskOfPage.ts'
import { OtherRequest } from './OtherRequest.tsx'
import { askableAt, type Row, standingOf } from './order.ts'
import { StatusNotice } from './StatusNotice.tsx'
import { useNow } from './useNow.ts'

/** One order: where it stands and what that means, what the customer sees of it, what to answer, and what came before. */
export function OrderView({ row, isSignedIn, onClose }: { row: Row; isSignedIn: boolean; onClose: () => void }) {
	const w = deskWords.view
	const id = useId()
	const heading = useRef<HTMLHeadingElement>(null)
	useEffect(() => {
		const place = heading.current
		place?.focus({ preventScroll: true })
		// What is well in sight stays where it is.
		if (place && place.getBoundingClientRect().top > 0.6 * innerHeight) place.scrollIntoView({ block: 'start' })
	}, [])
	const { orderNumber, certificate, asked } = row
	const raw = lastReply(orderNumber)
	return (
		<section aria-labelledby={id} className="mt-12">
			<Column width="wide">
				<div className="border-line border-t pt-6">
					<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
						<h2 id={id} ref={heading} tabIndex={-1} className="scroll-mt-4 font-semibold text-lead outline-none">
							{deskWords.order(orderNumber)}
						</h2>
						<div className="-mr-2 flex flex-wrap gap-2">
							{isSignedIn && <AskNow row={row} />}
							<Button look="quiet" onClick={onClose}>
								<X size={16} aria-hidden />
								{w.close}
							</Button>
						</div>
					</div>
					<p role="status" className="text-quiet">
						{row.task?.isRunning && w.asking}
						{row.task && !row.task.isRunning && w.queued}
						{!row.task && asked && w.asked(new Date(asked.at))}
						{!row.task && !asked && w.neverAsked}
					</p>
					<NoteField key={orderNumber} row={row} />
				</div>
			</Column>
			{certificate && standingOf(row) === 'ready' ? (
				<div className="mt-8">
					<ChainResult
						key={asked?.at}
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

/** Asks again, as often as makes sense. */
function AskNow({ row }: { row: Row }) {
	const w = deskWords.view
	// An answer may have come since the clock was looked at.
	const now = Math.max(useNow(1000).getTime(), row.asked?.at ?? 0)
	const from = askableAt(row, now)
	const isOff = from !== undefined || row.task?.isRunning === true
	return (
		<span className="flex flex-wrap items-center gap-x-2">
			<span role="timer" className="text-quiet text-small">
				{from !== undefined && w.again(from - now)}
			</span>
			<Button
				look="quiet"
				aria-disabled={isOff}
				onClick={() => isOff || desk.askNow(row.orderNumber)}
				className="whitespace-nowrap aria-disabled:cursor-default aria-disabled:text-quiet aria-disabled:no-underline"
			>
				<RefreshCw size={16} aria-hidden />
				{w.askNow}
			</Button>
		</span>
	)
}

/** The status and what it means, or why there is none. */
function Standing({ row, isSignedIn }: { row: Row; isSignedIn: boolean }) {
	const w = deskWords.view
	const { status, failure, asked, orderNumber, validUntil, nextAsk } = row
	const standing = standingOf(row)
	if (failure)
		return (
			<div role="alert">
				<Notice explanation={deskWords.failure(failure.code)} icon={<Unplug size={24} aria-hidden />} tone="bad">
					<p className="text-quiet text-small">
						{deskWords.code(failure.reported ?? failure.code)}
						{asked?.requestId !== undefined && ` · ${deskWords.request(asked.requestId)}`}
					</p>
					{status && <p>{w.before(deskWords.status(status))}</p>}
				</Notice>
			</div>
		)
	if (!status) return null
	return (
		<div role="status">
			<StatusNotice status={status}>
				{validUntil !== undefined && <p>{w.validUntil(new Date(validUntil))}</p>}
				{nextAsk !== undefined && <p>{w.nextAsk(new Date(nextAsk))}</p>}
				{isSignedIn && standing === 'ready' && (
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
