import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { inspectWords } from '../words/inspectWords.ts'
import type { Finding } from './inspection.ts'

/** @param finding what was found in a file; @returns it in words */
export function textOf({ found }: Finding): string {
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

/** Lines that are shown before the rest folds away. */
const inSight = 50

/** What each file was, and each thing in it. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
	const [isWhole, setWhole] = useState(false)
	const shown = isWhole ? findings : findings.slice(0, inSight)
	return (
		<section aria-labelledby="findings">
			<h2 id="findings" className="font-semibold text-ink text-lead">
				{inspectWords.found.title}
			</h2>
			<ul className="mt-2 divide-y divide-line border-line border-y text-ink">
				{shown.map((finding, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
					<li key={index} className="grid gap-x-4 py-2 [overflow-wrap:anywhere] sm:grid-cols-2">
						<span className="font-mono text-small sm:leading-6">{finding.name ?? inspectWords.pasted}</span>
						<span className="text-quiet">{textOf(finding)}</span>
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
