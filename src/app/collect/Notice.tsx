import { type ReactNode, useEffect, useRef } from 'react'
import { Contact } from '../ui/Site.tsx'
import type { Explanation } from '../words/en/formats.ts'

const tones = { good: 'border-good text-good', wait: 'border-warn text-warn', bad: 'border-bad text-bad' } as const

/** What happened, why, and what to do, under an icon and a rule whose colour repeats what the words say. */
export function Notice({
	explanation: { title, cause, next, asksSomebody },
	causes = [],
	icon,
	tone,
	children,
}: {
	explanation: Explanation
	/** each by itself, where there may be one of several */
	causes?: readonly string[]
	icon: ReactNode
	tone: keyof typeof tones
	children: ReactNode
}) {
	const place = useRef<HTMLDivElement>(null)
	// On a small screen the form may leave it out of sight.
	useEffect(() => {
		place.current?.scrollIntoView({ block: 'nearest' })
	}, [])
	return (
		<div ref={place} className={`scroll-mb-4 border-l-4 pl-4 sm:pl-6 ${tones[tone]}`}>
			<h2 className="flex items-start gap-3 font-semibold text-lead">
				<span className="mt-0.5 shrink-0">{icon}</span>
				{title}
			</h2>
			<div className="mt-3 max-w-prose space-y-2 text-ink">
				<p>{cause}</p>
				{causes.length > 0 && (
					<ul className="list-disc space-y-1 pl-5 marker:text-quiet">
						{causes.map((one) => (
							<li key={one}>{one}</li>
						))}
					</ul>
				)}
				<p>{next}</p>
				{asksSomebody && <Contact />}
				{children}
			</div>
		</div>
	)
}
