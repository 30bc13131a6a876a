import { CircleX, Info, TriangleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { displayName } from '../../certificates/certificate.ts'
import type { Finding, Severity } from '../../certificates/findings/finding.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import { chainWords, explainFinding } from '../words/chainWords.ts'

const looks: Record<Severity, { Icon: typeof Info; tone: string }> = {
	bad: { Icon: CircleX, tone: 'text-bad' },
	warning: { Icon: TriangleAlert, tone: 'text-warn' },
	information: { Icon: Info, tone: 'text-quiet' },
}

/**
 * What was found about a chain, the worst first. What needs nothing to be done, and what findings are called, is for those who
 * want to know more.
 */
export function FindingsPanel({
	findings,
	children,
}: {
	findings: readonly Finding[]
	/** what stands below those that need something to be done */
	children?: ReactNode
}) {
	const id = useId()
	const w = chainWords.findingsPanel
	const notes = findings.filter(({ severity }) => severity === 'information')
	const rest = findings.filter(({ severity }) => severity !== 'information')
	return (
		<section aria-labelledby={id}>
			<h2 id={id} className="font-semibold text-lead">
				{w.title}
			</h2>
			{rest.length === 0 && <p className="mt-1 text-quiet">{w.none}</p>}
			<ul>
				{rest.map((finding, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a code may be there twice, and the list never changes
					<FindingItem key={index} finding={finding} />
				))}
			</ul>
			{rest.length > 0 && children}
			{findings.length > 0 && (
				<details className="mt-2">
					<summary className="w-fit py-1 text-quiet text-small">{w.details}</summary>
					{notes.length > 0 && <p className="mt-1 max-w-prose text-quiet text-small">{w.notes}</p>}
					<ul>
						{notes.map((finding, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: as above
							<FindingItem key={index} finding={finding} />
						))}
					</ul>
					<p className="mt-3 max-w-prose text-quiet text-small">
						{w.codes}{' '}
						{[...new Set(findings.map(({ code }) => code))].map((code) => (
							<code key={code} className="mr-3 inline-block text-ink">
								{code}
							</code>
						))}
					</p>
				</details>
			)}
		</section>
	)
}

function FindingItem({ finding }: { finding: Finding }) {
	const { Icon, tone } = looks[finding.severity]
	const { title, cause, next } = explainFinding(finding, displayName(finding.about[0]))
	return (
		<li className="mt-3 flex gap-3">
			<Icon size={20} aria-hidden className={`mt-0.5 shrink-0 ${tone}`} />
			<div className="min-w-0 max-w-prose [overflow-wrap:anywhere]">
				<p className="font-semibold">
					<span className="sr-only">{chainWords.findingsPanel.severity[finding.severity]}: </span>
					{visibleText(title)}
				</p>
				<p className="text-quiet">{visibleText(`${cause} ${next}`)}</p>
			</div>
		</li>
	)
}
