import { TriangleAlert } from 'lucide-react'
import { type Ref, useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { inspectWords } from '../words/inspectWords.ts'
import type { Finding, Found } from './inspection.ts'
import { fateOf } from './tally.ts'

function wordsOf(found: Found): string {
	const w = inspectWords.found
	switch (found.kind) {
		case 'certificates':
			return w.certificates(found.count, found.unreadable, found.containers)
		case 'status':
			return w.status(found.reply.code)
		default:
			return w.bare[found.kind]
	}
}

/** @param finding what was found in a file; @returns it in words */
export const textOf = ({ found }: Finding): string => found.map(wordsOf).join('. ')

const isBroken = (finding: Finding) => !['read', 'without'].includes(fateOf(finding))

/** Lines that are shown before the rest folds away. */
const inSight = 50

/** What each file was, one line each; what could not be read as a whole bears a mark. */
export function FindingsList({
	findings,
	heading,
}: {
	findings: readonly Finding[]
	heading?: Ref<HTMLHeadingElement>
}) {
	const id = useId()
	const [isWhole, setWhole] = useState(false)
	const shown = isWhole ? findings : findings.slice(0, inSight)
	return (
		<section aria-labelledby={id}>
			<h2 id={id} ref={heading} tabIndex={-1} className="scroll-mt-4 font-semibold text-ink text-lead">
				{inspectWords.found.title}
			</h2>
			<ul className="mt-2 divide-y divide-line border-line border-y text-ink">
				{shown.map((finding, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
					<li key={index} className="grid gap-x-4 py-2 [overflow-wrap:anywhere] sm:grid-cols-2">
						<span className="font-mono text-small sm:leading-6">{finding.name ?? inspectWords.pasted}</span>
						{isBroken(finding) ? (
							<span className="flex gap-2 text-warn">
								<TriangleAlert size={16} aria-hidden className="mt-1 shrink-0" />
								<span className="min-w-0">{textOf(finding)}</span>
							</span>
						) : (
							<span className="text-quiet">{textOf(finding)}</span>
						)}
					</li>
				))}
			</ul>
			{shown.length < findings.length && (
				<Button look="quiet" className="-ml-2" onClick={() => setWhole(true)}>
					{inspectWords.showAll(findings.length)}
				</Button>
			)}
		</section>
	)
}
