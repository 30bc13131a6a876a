import { Button } from '../ui/Button.tsx'
import { deskWords } from '../words/deskWords.ts'
import { desk } from './deskOfPage.ts'
import type { Row } from './order.ts'
import { useDesk } from './useDesk.ts'

const isUnasked = ({ asked, task }: Row) => !asked && !task

/** A certificate came, and is not here: it is in no storage, so a reload takes it away. */
const isLost = ({ status, certificate }: Row) => status?.meaning === 'attached' && !certificate

/** What came of the last queue, and a way to ask about what no queue has asked about: what was cancelled, for one. */
export function QueueEnd({ isSignedIn }: { isSignedIn: boolean }) {
	const w = deskWords.queue
	const ended = useDesk((all) => all.ended)
	const unasked = useDesk((all) => all.rows.filter(isUnasked).length)
	const lost = useDesk((all) => all.rows.filter(isLost).length)
	const count = Object.values(ended ?? {}).reduce((sum, one) => sum + one, 0)
	const askRest = () => {
		const rest = desk.getSnapshot().rows.filter(isUnasked)
		desk.ask(rest.map(({ orderNumber }) => orderNumber))
	}
	return (
		<div className="flex flex-wrap items-baseline gap-x-4 print:hidden">
			{/* A single one is opened, and tells of itself. */}
			<p role="status" className="mt-4 empty:mt-0">
				{ended && count > 1 && w.ended(ended, count)}
			</p>
			{isSignedIn && unasked > 0 && (
				<Button look="quiet" onClick={askRest} className="mt-3 -ml-2">
					{w.askRest(unasked)}
				</Button>
			)}
			{lost > 1 && <p className="mt-2 basis-full text-warn">{w.lost(lost)}</p>}
		</div>
	)
}
