import { TriangleAlert } from 'lucide-react'
import { Notice } from '../collect/Notice.tsx'
import { Outcome } from '../collect/Outcome.tsx'
import { words } from '../words/words.ts'
import { FindingsList } from './FindingsList.tsx'
import type { Finding } from './inspection.ts'

/** No certificate was in what somebody brought: what was instead, and what to do. */
export function NothingFound({ findings }: { findings: readonly Finding[] }) {
	const [first, ...others] = findings
	if (first?.found.kind === 'status' && others.length === 0) return <Outcome reply={first.found.reply} />
	return (
		<Notice explanation={words.inspect.nothing} icon={<TriangleAlert size={24} aria-hidden />} tone="wait">
			<div className="pt-4">
				<FindingsList findings={findings} />
			</div>
		</Notice>
	)
}
