import { Clock3, Pause, Play, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Notice } from '../collect/Notice.tsx'
import { Button } from '../ui/Button.tsx'
import { deskWords } from '../words/deskWords.ts'
import type { PauseReason, QueueState, Waiting } from './desk.ts'
import { desk, isSandbox } from './deskOfPage.ts'
import { useDesk } from './useDesk.ts'
import { useNow } from './useNow.ts'

/** How far the asking has come, what can be done with it, and why it stands still when it does. */
export function QueuePanel() {
	const queue = useDesk((all) => all.queue)
	const { done, total, running, remaining } = useDesk((all) => all.progress)
	const w = deskWords.queue
	const id = useId()
	// A session may end while there is nothing to ask.
	if (queue.kind === 'idle' || done === total) return null
	const isReloaded = queue.kind === 'paused' && queue.reason.kind === 'reloaded'
	return (
		<section aria-labelledby={id} className="mt-4 rounded-md border border-line bg-raised p-4 print:hidden">
			<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
				<h2 id={id} className="font-semibold">
					{isReloaded ? w.left(total - done) : w.title(done, total)}
				</h2>
				<div className="flex flex-wrap gap-2">
					{(queue.kind === 'asking' || queue.kind === 'waiting') && (
						<QueueButton label={w.pause} icon={<Pause size={16} aria-hidden />} onClick={() => desk.pause()} />
					)}
					{queue.kind === 'paused' && (
						<QueueButton label={w.resume} icon={<Play size={16} aria-hidden />} onClick={() => desk.resume()} />
					)}
					<QueueButton label={w.cancel} icon={<X size={16} aria-hidden />} onClick={() => desk.cancel()} />
				</div>
			</div>
			<progress
				aria-labelledby={id}
				value={done}
				max={total}
				className="mt-3 block h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
			/>
			<p className={`mt-2 text-quiet text-small empty:hidden ${queue.kind === 'asking' ? 'min-h-5' : ''}`}>
				{[running !== undefined && w.running(running), remaining !== undefined && w.remaining(remaining)]
					.filter(Boolean)
					.join(' ')}
			</p>
			<div role="status" className="mt-3 empty:mt-0">
				<Standstill queue={queue} isRunning={running !== undefined} />
			</div>
		</section>
	)
}

function QueueButton({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
	return (
		<Button onClick={onClick} className="min-h-9! px-3! text-small">
			{icon}
			{label}
		</Button>
	)
}

/** Why nothing is asked just now, and what to do. */
function Standstill({ queue, isRunning }: { queue: QueueState; isRunning: boolean }) {
	const w = deskWords.queue
	switch (queue.kind) {
		case 'idle':
		case 'asking':
			return null
		case 'stopped':
			return <p>{w.stopped}</p>
		case 'waiting':
			return (
				<WaitNotice wait={queue} next={w.waiting[queue.reason].next}>
					<Until time={queue.until} />
					{queue.reason === 'call-limit' && (
						<>
							{isSandbox && <p className="text-quiet text-small">{w.sandboxWait}</p>}
							<Button aria-disabled={isRunning} onClick={() => desk.tryOne()} className="mt-2">
								{w.tryOne}
							</Button>
						</>
					)}
				</WaitNotice>
			)
		case 'paused':
			return (
				<div className="space-y-3">
					<Paused reason={queue.reason} />
					{queue.wait && (
						<WaitNotice wait={queue.wait} next={w.pausedUntil(new Date(queue.wait.until))}>
							{null}
						</WaitNotice>
					)}
				</div>
			)
	}
}

/** Why nothing can be asked for a while, whatever somebody does. */
function WaitNotice({
	wait: { reason, reported },
	next,
	children,
}: {
	wait: Waiting
	next: string
	children: ReactNode
}) {
	return (
		<Notice
			explanation={{ ...deskWords.queue.waiting[reason], next }}
			icon={<Clock3 size={24} aria-hidden />}
			tone="wait"
		>
			{children}
			{reported !== undefined && <Facts facts={[deskWords.code(reported)]} />}
		</Notice>
	)
}

function Paused({ reason }: { reason: PauseReason }) {
	const w = deskWords.queue
	switch (reason.kind) {
		case 'person':
			return <p>{w.paused}</p>
		case 'reloaded':
			return <p>{w.reloaded}</p>
		case 'signed-in':
			return <p>{w.signedIn}</p>
		case 'unreadable':
			return (
				<Notice explanation={w.unreadable(reason.count)} icon={<TriangleAlert size={24} aria-hidden />} tone="bad">
					{null}
				</Notice>
			)
		case 'trouble':
			return (
				<Notice explanation={deskWords.failure(reason.code)} icon={<TriangleAlert size={24} aria-hidden />} tone="bad">
					<Facts
						facts={[
							deskWords.code(reason.reported ?? reason.code),
							reason.requestId !== undefined && deskWords.request(reason.requestId),
						]}
					/>
				</Notice>
			)
	}
}

function Facts({ facts }: { facts: readonly (string | false)[] }) {
	return <p className="text-quiet text-small">{facts.filter(Boolean).join(' · ')}</p>
}

function Until({ time }: { time: number }) {
	const now = useNow(1000)
	return (
		<p role="timer" className="font-semibold">
			{deskWords.queue.until(new Date(time), Math.max(0, time - now.getTime()))}
		</p>
	)
}
