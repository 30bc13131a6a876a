import { TriangleAlert } from 'lucide-react'
import { Notice } from '../collect/Notice.tsx'
import { Outcome } from '../collect/Outcome.tsx'
import { inspectWords } from '../words/inspectWords.ts'
import { FindingsList } from './FindingsList.tsx'
import type { Finding } from './inspection.ts'

/** No certificate was in what somebody brought: what was instead, and what to do. */
export function NothingFound({ findings }: { findings: readonly Finding[] }) {
	const [first, ...others] = findings.flatMap(({ found }) => found)
	const status = findings.flatMap(({ found }) => found).find(({ kind }) => kind === 'status')
	const list = (
		<div className="pt-4">
			<FindingsList findings={findings} />
		</div>
	)
	if (status?.kind === 'status') return <Outcome reply={status.reply}>{others.length > 0 && list}</Outcome>
	const instead = first && others.length === 0 ? inspectWords.instead[first.kind] : undefined
	const explanation = { ...inspectWords.nothing, next: instead ?? inspectWords.nothing.next }
	return (
		<Notice explanation={explanation} icon={<TriangleAlert size={24} aria-hidden />} tone="wait">
			{list}
		</Notice>
	)
}
