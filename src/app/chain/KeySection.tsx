import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { outdated } from '../collect/collectionFailure.ts'
import { LoadingBoundary } from '../collect/LoadingBoundary.tsx'
import { chainWords } from '../words/chainWords.ts'
import type { ShownChain } from './shownChain.ts'

const KeyPanel = lazy(() =>
	import('../keys/KeyPanel.tsx').catch(outdated).then((module) => ({ default: module.KeyPanel })),
)

/** What can be done with a private key, loaded when somebody opens it. */
export function KeySection({
	shown,
	brought,
}: {
	shown: ShownChain
	/** what somebody brought to the result, to be taken here */
	brought?: Uint8Array<ArrayBuffer> | undefined
}) {
	const id = useId()
	const [isWanted, setWanted] = useState(false)
	const details = useRef<HTMLDetailsElement>(null)
	useEffect(() => {
		// What was taken already is empty.
		if (!brought || brought.length === 0 || !details.current) return
		details.current.open = true
		details.current.scrollIntoView({ block: 'start' })
	}, [brought])
	const w = chainWords.keys
	return (
		<section aria-labelledby={id} className="print:hidden">
			<h2 id={id} className="font-semibold text-lead">
				{w.title}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{w.text}</p>
			<details ref={details} className="mt-2" onToggle={({ currentTarget }) => currentTarget.open && setWanted(true)}>
				<summary className="w-fit py-1 text-accent">{w.open}</summary>
				{isWanted && (
					<LoadingBoundary isInside>
						<Suspense fallback={<div className="min-h-96" />}>
							{/* Another chain is another question, even under the same name: whatever was brought is forgotten. */}
							<KeyPanel
								key={shown.chain.path.map(({ certificate }) => certificate.serialNumber).join()}
								shown={shown}
								brought={brought}
							/>
						</Suspense>
					</LoadingBoundary>
				)}
			</details>
		</section>
	)
}
