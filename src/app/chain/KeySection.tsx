import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import type { Strength } from '../../keys/encryption.ts'
import { outdated } from '../collect/collectionFailure.ts'
import { LoadingBoundary } from '../collect/LoadingBoundary.tsx'
import { chainWords } from '../words/chainWords.ts'
import type { ShownChain } from './shownChain.ts'

const KeyPanel = lazy(() =>
	import('../keys/KeyPanel.tsx').catch(outdated).then((module) => ({ default: module.KeyPanel })),
)

/** That somebody wants a .pfx, and of which kind. */
export interface PfxWish {
	readonly strength: Strength
}

/** What can be done with a private key, loaded when somebody opens it. */
export function KeySection({
	shown,
	brought,
	wish,
}: {
	shown: ShownChain
	/** what somebody brought to the result: it opens, is gone to, and takes it */
	brought?: Uint8Array<ArrayBuffer> | undefined
	/** what somebody asked for elsewhere on the page: with each new one it opens, and is gone to */
	wish: PfxWish | undefined
}) {
	const id = useId()
	const heading = useRef<HTMLHeadingElement>(null)
	const [isOpen, setOpen] = useState(false)
	const [isWanted, setWanted] = useState(false)
	const w = chainWords.keys
	const [met, setMet] = useState<{ wish?: PfxWish | undefined; brought?: Uint8Array | undefined }>({})
	const [calls, setCalls] = useState(0)
	if (wish !== met.wish || brought !== met.brought) {
		setMet({ wish, brought })
		// What was taken already is empty.
		if (wish !== met.wish || (brought && brought.length > 0)) {
			setCalls(calls + 1)
			setOpen(true)
			setWanted(true)
		}
	}
	// Only what is open already leaves room for its heading to come to the top.
	useEffect(() => {
		if (calls === 0) return
		heading.current?.focus({ preventScroll: true })
		heading.current?.scrollIntoView({ block: 'start' })
	}, [calls])
	return (
		<section aria-labelledby={id} className="print:hidden">
			<h2 id={id} ref={heading} tabIndex={-1} className="scroll-mt-4 font-semibold text-lead">
				{w.title}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{w.text}</p>
			<details
				open={isOpen}
				className="mt-2"
				onToggle={({ currentTarget }) => {
					setOpen(currentTarget.open)
					if (currentTarget.open) setWanted(true)
				}}
			>
				<summary className="w-fit py-1 text-accent">{w.open}</summary>
				{isWanted && (
					<LoadingBoundary isInside>
						{/* Tall enough that its heading can come to the top before it is there. */}
						<Suspense fallback={<div className="min-h-screen" />}>
							{/* Another chain is another question, even under the same name: whatever was brought is forgotten. */}
							<KeyPanel
								key={shown.chain.path.map(({ certificate }) => certificate.serialNumber).join()}
								shown={shown}
								brought={brought}
								strength={wish?.strength ?? 'modern'}
							/>
						</Suspense>
					</LoadingBoundary>
				)}
			</details>
		</section>
	)
}
