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
	/** what somebody brought to the result, to be taken here */
	brought?: Uint8Array<ArrayBuffer> | undefined
	/** what somebody asked for elsewhere on the page: with each new one it opens, and is gone to */
	wish: PfxWish | undefined
}) {
	const id = useId()
	const heading = useRef<HTMLHeadingElement>(null)
	const [isOpen, setOpen] = useState(false)
	const [isWanted, setWanted] = useState(false)
	const details = useRef<HTMLDetailsElement>(null)
	useEffect(() => {
		// What was taken already is empty.
		if (!brought || brought.length === 0 || !details.current) return
		details.current.open = true
		details.current.scrollIntoView({ block: 'start' })
	}, [brought])
	const w = chainWords.keys
	const [granted, setGranted] = useState<PfxWish>()
	if (wish !== granted) {
		setGranted(wish)
		setOpen(true)
		setWanted(true)
	}
	// Only what is open already leaves room for its heading to come to the top.
	useEffect(() => {
		if (!granted) return
		heading.current?.focus({ preventScroll: true })
		heading.current?.scrollIntoView({ block: 'start' })
	}, [granted])
	return (
		<section aria-labelledby={id} className="print:hidden">
			<h2 id={id} ref={heading} tabIndex={-1} className="scroll-mt-4 font-semibold text-lead">
				{w.title}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{w.text}</p>
			<details
				ref={details}
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
								strength={granted?.strength ?? 'modern'}
							/>
						</Suspense>
					</LoadingBoundary>
				)}
			</details>
		</section>
	)
}
