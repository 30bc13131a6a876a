import { Signpost } from 'lucide-react'
import { lazy, Suspense, useId } from 'react'
import { outdated } from '../collect/collectionFailure.ts'
import { LoadingBoundary } from '../collect/LoadingBoundary.tsx'
import { Button } from '../ui/Button.tsx'
import { chainWords } from '../words/chainWords.ts'
import type { ShownChain } from './shownChain.ts'

const load = () => import('../guides/GuideSection.tsx').catch(outdated)
const GuideSection = lazy(() => load().then((module) => ({ default: module.GuideSection })))
const prefetch = () => void load().catch(() => undefined)

const sectionId = 'guides'

/** Opens and closes the guides, which stand where there is room for them. */
export function GuidesButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
	const id = useId()
	const w = chainWords.files
	return (
		<div>
			<Button
				aria-expanded={isOpen}
				aria-controls={isOpen ? sectionId : undefined}
				aria-describedby={id}
				onClick={onToggle}
				onPointerEnter={prefetch}
				onFocus={prefetch}
				className="w-full justify-between! aria-expanded:border-accent aria-expanded:text-accent"
			>
				{w.where}
				<Signpost size={20} aria-hidden className="shrink-0" />
			</Button>
			<p id={id} className="mt-1 text-quiet text-small">
				{w.whereText}
			</p>
		</div>
	)
}

/** The guides, loaded when somebody wants them. */
export function Guides({ shown }: { shown: ShownChain }) {
	return (
		<div id={sectionId}>
			<LoadingBoundary isInside>
				<Suspense fallback={<div className="min-h-60" />}>
					<GuideSection shown={shown} />
				</Suspense>
			</LoadingBoundary>
		</div>
	)
}
