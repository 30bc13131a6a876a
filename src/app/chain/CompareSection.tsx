import { lazy, Suspense, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { Certificate } from '../../certificates/certificate.ts'
import type { Chain } from '../../certificates/chain.ts'
import { outdated } from '../collect/collectionFailure.ts'
import { LoadingBoundary } from '../collect/LoadingBoundary.tsx'
import { ChooseFiles } from '../inspect/ChooseFiles.tsx'
import { chainWords } from '../words/chainWords.ts'
import { LeafSelect } from './Choices.tsx'
import { type ShownChain, showLeaf } from './shownChain.ts'

const Comparison = lazy(() =>
	import('../compare/Comparison.tsx').catch(outdated).then((module) => ({ default: module.Comparison })),
)

/** The chain beside another one: of a file that somebody has, or of a certificate that came along. */
export function CompareSection({
	shown,
	brought,
}: {
	shown: ShownChain
	/** files that somebody brought to the result, to be compared with it */
	brought?: readonly File[] | undefined
}) {
	const id = useId()
	const [other, setOther] = useState<Chain>()
	const [chosen, setChosen] = useState<Certificate>()
	const [isUnreadable, setUnreadable] = useState(false)
	const w = chainWords.compare
	const { chain, at } = shown
	const leaf = chain.path[0].certificate
	const others = chain.leaves.filter((one) => one !== leaf)
	const choose = async (files: readonly File[]) => {
		setUnreadable(false)
		setChosen(undefined)
		try {
			const { inspect, sourcesOf } = await import('../inspect/inspection.ts')
			const inspection = await inspect(await sourcesOf(files), at, chain.knownRoots)
			setOther(inspection.shown?.chain)
			setUnreadable(inspection.shown === undefined)
		} catch {
			setUnreadable(true)
		}
	}
	const section = useRef<HTMLElement>(null)
	const take = useEffectEvent((files: readonly File[]) => {
		section.current?.scrollIntoView({ block: 'start' })
		void choose(files)
	})
	useEffect(() => {
		if (brought) take(brought)
	}, [brought])
	return (
		<section ref={section} aria-labelledby={id} className={other ? '' : 'print:hidden'}>
			<h2 id={id} className="font-semibold text-lead">
				{w.title}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{w.text}</p>
			<div className="mt-3 flex flex-wrap items-center gap-3 print:hidden">
				<ChooseFiles label={w.choose} onFiles={choose} />
				{others.length > 0 && (
					<LeafSelect
						aria-label={w.among}
						prompt={w.among}
						leaves={others}
						chosen={chosen}
						onChoose={(one) => {
							setChosen(one)
							void showLeaf(shown, one).then((next) => setOther(next.chain))
						}}
						className="min-w-0 max-w-full"
					/>
				)}
			</div>
			<p role="alert" className="text-bad">
				{isUnreadable && w.unreadable}
			</p>
			{other && (
				<div className="mt-4">
					<LoadingBoundary isInside>
						<Suspense fallback={<div className="min-h-60" />}>
							<Comparison chains={[chain, other]} />
						</Suspense>
					</LoadingBoundary>
				</div>
			)}
		</section>
	)
}
