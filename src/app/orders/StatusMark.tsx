import { CircleCheck, CircleHelp, CircleX, Clock3, type LucideIcon, TriangleAlert, Unplug } from 'lucide-react'
import { deskWords } from '../words/deskWords.ts'
import { type Row, type Standing, standingOf } from './order.ts'

export const looks: Record<Standing, { readonly Icon: LucideIcon; readonly tone: string }> = {
	'not-asked': { Icon: CircleHelp, tone: 'text-quiet' },
	ready: { Icon: CircleCheck, tone: 'text-good' },
	pending: { Icon: Clock3, tone: 'text-warn' },
	ended: { Icon: CircleX, tone: 'text-bad' },
	fault: { Icon: TriangleAlert, tone: 'text-bad' },
	failed: { Icon: Unplug, tone: 'text-bad' },
}

/** Where an order stands, in a word and a sign. */
export function StatusMark({ row }: { row: Row }) {
	const { Icon, tone } = looks[standingOf(row)]
	return (
		<span className={`inline-flex items-center gap-1.5 align-middle ${tone}`}>
			<Icon size={16} aria-hidden className="shrink-0" />
			<span>{deskWords.statusOf(row)}</span>
		</span>
	)
}
