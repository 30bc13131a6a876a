import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { deskWords } from '../words/deskWords.ts'
import type { Wished } from './desk.ts'
import { desk } from './deskOfPage.ts'
import { Question } from './Question.tsx'
import { useDesk } from './useDesk.ts'
import { useNow } from './useNow.ts'

/** More calls than this nobody begins by mistake. */
const mostUnquestioned = 100

/** Asks about some orders again; what cannot be asked yet is told, with the time that it takes. */
export function AskAgain({ numbers }: { numbers: readonly string[] }) {
	const w = deskWords.table
	const [isQuestioned, setQuestioned] = useState(false)
	const [said, setSaid] = useState<Wished & { readonly isPaused: boolean }>()
	const isIdle = useDesk((all) => all.queue.kind === 'idle')
	const ask = () => {
		const wished = desk.ask(numbers)
		setSaid({ ...wished, isPaused: desk.getSnapshot().queue.kind === 'paused' })
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
				{w.askAgain(numbers.length)}
			</Button>
			{isQuestioned && (
				<Question text={w.askMany(numbers.length)} onClose={() => setQuestioned(false)}>
					<Button type="submit" onClick={ask}>
						{w.askAgain(numbers.length)}
					</Button>
					<Button type="submit">{w.askNot}</Button>
				</Question>
			)}
			<span className="order-last text-small empty:hidden">
				{/* What was asked has come to its end since, and another line tells that. */}
				<span role="status">{said && !(isIdle && said.queued > 0) && w.askedAgain(said, said.isPaused)}</span>
				{said?.from !== undefined && <From key={said.from} time={said.from} />}
			</span>
		</>
	)
}

/** From when on all of them can be asked, counted down. */
function From({ time }: { time: number }) {
	const left = time - useNow(1000).getTime()
	return <span role="timer">{left > 0 && ` ${deskWords.table.againIn(left)}`}</span>
}
