import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '../files/saveFile.ts'
import { Button } from '../ui/Button.tsx'
import { Column } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import { desk, leaveNothing } from './deskOfPage.ts'
import { Question } from './Question.tsx'
import { type SessionState, signOut } from './session.ts'
import { csvFile } from './tableFile.ts'
import { isUnsaved } from './unsaved.ts'
import { useDesk } from './useDesk.ts'
import { useNow } from './useNow.ts'
import { isWatching } from './watch.ts'

/** Whether somebody would miss something: notes, certificates that were not saved, or what is still being asked. */
function isWorkAtStake(): boolean {
	const { rows, queue } = desk.getSnapshot()
	return queue.kind !== 'idle' || rows.some((row) => row.note !== '' || isUnsaved(row))
}

/** Who is signed in and until when, and the way out. */
export function SessionBar({
	session: { loginName, expiresAt, endsAt },
}: {
	session: Extract<SessionState, { kind: 'in' }>
}) {
	const w = deskWords.session
	const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
	// A watch keeps it up to then.
	const end = useDesk(isWatching) ? endsAt : expiresAt
	const left = end.getTime() - useNow(15_000).getTime()
	const [isQuestioned, setQuestioned] = useState(false)
	const leave = () => {
		setState('busy')
		signOut().then(leaveNothing, () => setState('failed'))
	}
	return (
		<Column width="wide">
			<section
				aria-label={w.label}
				className="-mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 print:hidden"
			>
				<p className="min-w-0 text-quiet text-small [overflow-wrap:anywhere]">
					{w.signedInAs} <span className="font-semibold text-ink">{loginName}</span>
					{' · '}
					{w.ends(end, left)}
				</p>
				<Button
					look="quiet"
					aria-disabled={state === 'busy'}
					onClick={() => (isWorkAtStake() ? setQuestioned(true) : leave())}
					className="-mr-2"
				>
					<LogOut size={16} aria-hidden />
					{w.signOut}
				</Button>
			</section>
			{isQuestioned && (
				<Question text={w.atStake(desk.getSnapshot().rows)} onClose={() => setQuestioned(false)}>
					<Button onClick={() => saveFile(csvFile(desk.getSnapshot().rows, new Date()))}>{w.csv}</Button>
					<Button type="submit" onClick={leave}>
						{w.signOut}
					</Button>
					<Button type="submit">{w.stay}</Button>
				</Question>
			)}
			<p role="alert" className="text-bad text-small">
				{state === 'failed' && w.signOutFailed}
			</p>
		</Column>
	)
}
