import {
	CalendarClock,
	CalendarX2,
	CircleCheck,
	CircleHelp,
	CircleX,
	Clock3,
	type LucideIcon,
	TriangleAlert,
	Unplug,
} from 'lucide-react'
import { deskWords } from '../words/deskWords.ts'
import { type Row, type Standing, standingOf } from './order.ts'

export const looks: Record<Standing, { readonly Icon: LucideIcon; readonly tone: string }> = {
	'not-asked': { Icon: CircleHelp, tone: 'text-quiet' },
	ready: { Icon: CircleCheck, tone: 'text-good' },
	ending: { Icon: CalendarClock, tone: 'text-warn' },
	expired: { Icon: CalendarX2, tone: 'text-bad' },
	pending: { Icon: Clock3, tone: 'text-warn' },
	ended: { Icon: CircleX, tone: 'text-bad' },
	fault: { Icon: TriangleAlert, tone: 'text-bad' },
	failed: { Icon: Unplug, tone: 'text-bad' },
}

/** Where an order stands, in a word and a sign, and another one if the last call said nothing about it. */
export function StatusMark({ row, now }: { row: Row; now: number }) {
	const { Icon, tone } = looks[standingOf(row, now)]
	return (
		<span
			className={`inline-flex max-w-full items-center gap-1.5 align-middle ${tone}`}
			title={deskWords.statusInFull(row)}
		>
			<Icon size={16} aria-hidden className="shrink-0" />
			<span className="min-w-0 sm:overflow-clip sm:text-ellipsis sm:whitespace-nowrap">
				{deskWords.statusOf(row, now)}
			</span>
			{row.failure && row.status && (
				<Unplug size={14} role="img" aria-label={deskWords.table.noWord} className="shrink-0 text-warn" />
			)}
		</span>
	)
}
