import { Bell, Play } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { deskWords } from '../words/deskWords.ts'
import type { Watch } from './desk.ts'
import { desk } from './deskOfPage.ts'
import { type Row, standingOf } from './order.ts'
import type { Changes } from './useChanges.ts'
import { useDesk } from './useDesk.ts'
import { useNow } from './useNow.ts'
import { shortestWatch } from './watch.ts'

/** How often pending orders can be asked about again, in multiples of the shortest time. */
const multiples = [1, 2, 4, 8]

/** The watch over pending orders: on or off, how often, when next, and what changed. */
export function WatchPanel({
	rows,
	sessionEnd,
	changes,
	onOpen,
}: {
	rows: readonly Row[]
	/** when it ends in any case; none without a session */
	sessionEnd: Date | undefined
	changes: Changes
	onOpen: (orderNumber: string) => void
}) {
	const w = deskWords.watch
	const watch = useDesk((all) => all.watch)
	const id = useId()
	const now = useNow(15_000)
	const pending = rows.filter((row) => standingOf(row, now.getTime()) === 'pending').length
	if (pending === 0 && changes.latest.length === 0) return null
	return (
		<section aria-labelledby={id} className="mt-6 border-line border-t pt-4 print:hidden">
			<h2 id={id} className="font-semibold">
				{w.title}
			</h2>
			<p className="max-w-prose text-quiet text-small">
				{w.text(pending)} {sessionEnd && watch.held === undefined && w.staysSignedIn(sessionEnd)}
			</p>
			<div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-2">
				<label className="flex items-center gap-2 py-2">
					<input
						type="checkbox"
						checked={watch.isOn}
						onChange={({ target }) => desk.setWatch({ isOn: target.checked, interval: watch.interval })}
						className="size-4 accent-accent"
					/>
					{w.on}
				</label>
				<label className="flex items-center gap-2">
					{w.interval}
					<select
						value={watch.interval}
						onChange={({ target }) => desk.setWatch({ isOn: watch.isOn, interval: Number(target.value) })}
						className="min-h-9 rounded-md border border-field bg-raised px-2 pointer-coarse:min-h-11"
					>
						{multiples.map((multiple) => (
							<option key={multiple} value={multiple * shortestWatch}>
								{w.every(multiple * shortestWatch)}
							</option>
						))}
					</select>
				</label>
				<Notifications />
			</div>
			{sessionEnd && <Held held={watch.held} onResume={() => desk.setWatch(watch)} />}
			{sessionEnd && watch.isOn && watch.next !== undefined && (
				<p className="mt-1">
					{w.next(new Date(watch.next), Math.max(0, watch.next - now.getTime()))}
					{sessionEnd.getTime() < watch.next && ` ${w.sessionEndsBefore(sessionEnd)}`}
				</p>
			)}
			<div aria-live="polite">
				{changes.latest.length > 0 && (
					<>
						<h3 className="mt-4 font-semibold">{w.changes}</h3>
						<ul className="mt-1 max-h-60 max-w-3xl divide-y divide-line overflow-auto border-line border-y">
							{changes.latest.map(({ orderNumber, at, before, after }) => (
								<li key={`${orderNumber}-${at}`} className="flex flex-wrap items-center gap-x-4 py-1">
									<Button look="quiet" className="-ml-2" onClick={() => onOpen(orderNumber)}>
										{deskWords.order(orderNumber)}
									</Button>
									<span>{w.change(before, after)}</span>
									<span className="text-quiet text-small">{deskWords.time(new Date(at))}</span>
								</li>
							))}
						</ul>
					</>
				)}
			</div>
		</section>
	)
}

/** Why a watch that is on asks nothing. Who watches is known in a moment, which is not worth a word. */
function Held({ held, onResume }: { held: Watch['held']; onResume: () => void }) {
	const w = deskWords.watch
	return (
		<div role="status" className="mt-1 flex max-w-prose flex-wrap items-center gap-x-4 gap-y-2 empty:mt-0">
			{held === 'elsewhere' && <p>{w.elsewhere}</p>}
			{held === 'reloaded' && (
				<>
					<p>{w.reloaded}</p>
					<Button onClick={onResume}>
						<Play size={16} aria-hidden />
						{w.resume}
					</Button>
				</>
			)}
		</div>
	)
}

/** Asks whether notifications may be shown, when somebody wants them and not before. */
function Notifications() {
	const w = deskWords.watch.notifications
	const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
	if (permission !== 'default') return <span className="text-quiet text-small">{w[permission]}</span>
	return (
		<Button look="quiet" className="-ml-2" onClick={() => void Notification.requestPermission().then(setPermission)}>
			<Bell size={16} aria-hidden />
			{w.default}
		</Button>
	)
}
