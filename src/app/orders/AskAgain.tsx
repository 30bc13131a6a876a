import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { deskWords } from '../words/deskWords.ts'
import type { Wished } from './desk.ts'
import { desk } from './deskOfPage.ts'
import type { Row } from './order.ts'
import { Question } from './Question.tsx'
import { useDesk } from './useDesk.ts'
import { useNow } from './useNow.ts'

/** More calls than this nobody begins by mistake. */
const mostUnquestioned = 100

/** Asks about some orders, or again; what cannot be asked yet is told, with the time that it takes. */
export function AskAgain({ rows }: { rows: readonly Row[] }) {
	const w = deskWords.table
	const numbers = rows.map(({ orderNumber }) => orderNumber)
	const isAgain = 2 * rows.filter(({ asked }) => asked).length >= rows.length
	const label = w.ask(numbers.length, isAgain)
	const [isQuestioned, setQuestioned] = useState(false)
	const [said, setSaid] = useState<Wished & { readonly isPaused: boolean; readonly of: number }>()
	const ask = () => {
		const wished = desk.ask(numbers)
		setSaid({ ...wished, isPaused: desk.getSnapshot().queue.kind === 'paused', of: numbers.length })
	}
	return (
		<>
			<Button
				look="quiet"
				aria-disabled={numbers.length === 0}
				onClick={() => {
					if (numbers.length > mostUnquestioned) setQuestioned(true)
					else if (numbers.length > 0) ask()
				}}
				className="aria-disabled:cursor-default aria-disabled:text-quiet aria-disabled:no-underline"
			>
				<RefreshCw size={16} aria-hidden />
				{label}
			</Button>
			{isQuestioned && (
				<Question text={w.askMany(numbers.length, isAgain)} onClose={() => setQuestioned(false)}>
					<Button type="submit" onClick={ask}>
						{label}
					</Button>
					<Button type="submit">{w.askNot}</Button>
				</Question>
			)}
			<span role="status" className="order-last px-2 text-small empty:px-0">
				{said && said.of === numbers.length && <Told {...said} />}
			</span>
		</>
	)
}

/** What came of the wish, and from when on those can be asked that have to wait; nothing when that is all over. */
function Told({ isPaused, ...wished }: Wished & { readonly isPaused: boolean }) {
	const w = deskWords.table
	const isIdle = useDesk((all) => all.queue.kind === 'idle')
	const left = (wished.from ?? 0) - useNow(1000).getTime()
	// Another line tells what came of those that were asked.
	const queued = isIdle ? 0 : wished.queued
	const tooSoon = left > 0 ? wished.tooSoon : 0
	return (
		<>
			{w.askedAgain({ queued, tooSoon }, wished.queued === 0, isPaused)}
			{tooSoon > 0 && (
				// Read once, and not again each second.
				<span role="timer" aria-live="off">
					{` ${w.againIn(left)}`}
				</span>
			)}
		</>
	)
}
