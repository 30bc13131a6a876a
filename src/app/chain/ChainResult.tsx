import { ArrowLeft, CalendarClock, CircleCheck, CircleHelp, CircleX, Clock3, TriangleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { visibleText } from '../../certificates/visibleText.ts'
import { FilesPanel } from '../files/FilesPanel.tsx'
import { Button } from '../ui/Button.tsx'
import { Column, usePageTitle } from '../ui/Page.tsx'
import { usePlace } from '../ui/Place.tsx'
import { Contact } from '../ui/Site.tsx'
import { chainWords } from '../words/chainWords.ts'
import { Aside } from './Aside.tsx'
import { ChainList } from './ChainList.tsx'
import { LeafChoice, PathChoice } from './Choices.tsx'
import { CompareSection } from './CompareSection.tsx'
import { FindingsPanel } from './FindingsPanel.tsx'
import { KeySection, type PfxWish } from './KeySection.tsx'
import { nameText } from './nameText.ts'
import { isPartAsked, type Origin } from './origin.ts'
import { type ShownChain, showLeaf, showPath } from './shownChain.ts'
import { WhereSection } from './WhereSection.tsx'

const looks = {
	ready: { Icon: CircleCheck, tone: 'text-good' },
	expired: { Icon: CircleX, tone: 'text-bad' },
	'self-signed': { Icon: TriangleAlert, tone: 'text-warn' },
	'not-yet-valid': { Icon: Clock3, tone: 'text-warn' },
	'root-missing': { Icon: CircleCheck, tone: 'text-good' },
	'issuer-missing': { Icon: TriangleAlert, tone: 'text-warn' },
	'issuer-not-valid': { Icon: CircleX, tone: 'text-bad' },
	open: { Icon: TriangleAlert, tone: 'text-warn' },
	'not-checked': { Icon: CircleHelp, tone: 'text-warn' },
	refused: { Icon: CircleX, tone: 'text-bad' },
	'signature-failed': { Icon: TriangleAlert, tone: 'text-bad' },
	'no-leaf': { Icon: TriangleAlert, tone: 'text-warn' },
} as const
const soon = { Icon: CalendarClock, tone: 'text-warn' } as const

/** Whether all is well, and not for long. */
const isEndingSoon = ({ verdict: { kind }, findings }: ShownChain) =>
	(kind === 'ready' || kind === 'root-missing') && findings.some(({ code }) => code === 'expires-soon')

/** What is shown of a chain: the verdict in one sentence, where the certificate will go, the files, and the chain. */
export function ChainResult({
	shown,
	origin,
	back,
	keyFile,
	compared,
	action,
	places,
	children,
}: {
	shown: ShownChain
	origin: Origin
	/** where it leads back to; without it the chain is but a part of a page, which stays where it is */
	back?: { readonly label: string; readonly onBack: () => void }
	/** a private key or a request that was brought to the result */
	keyFile?: Uint8Array<ArrayBuffer> | undefined
	/** files that it is to be compared with */
	compared?: readonly File[] | undefined
	/** what can be done about the verdict */
	action?: ReactNode
	/** where each of what could not be read stood, if it came in several files */
	places?: ComponentProps<typeof Aside>['places']
	/** what stands below the chain */
	children?: ReactNode
}) {
	const [ofLeaf, setOfLeaf] = useState(shown)
	const [pathIndex, setPathIndex] = useState(0)
	const paths = [ofLeaf.chain, ...ofLeaf.chain.otherPaths]
	const path = paths[pathIndex]
	const current = useMemo(() => (path && path !== ofLeaf.chain ? showPath(ofLeaf, path) : ofLeaf), [ofLeaf, path])
	const { chain, files, verdict, findings, stated, at } = current
	const [pfxWish, setPfxWish] = useState<PfxWish>()
	// Nobody is led to install what is damaged or will be refused.
	const hasGuide = files.leaf !== undefined && verdict.kind !== 'signature-failed' && verdict.kind !== 'refused'
	// What stands below comes when the rest has been painted: nobody looks there first.
	const [isSeen, setSeen] = useState(false)
	const heading = useRef<HTMLHeadingElement>(null)
	const isPart = back === undefined
	const Heading = isPart ? 'h2' : 'h1'
	const { isShown } = usePlace()
	const isMet = useRef(false)
	useEffect(() => {
		if (isPart) return setSeen(true)
		// On a page that is not shown it waits for whoever comes; whoever comes back finds it as it was.
		if (!isShown || isMet.current) return
		scrollTo(0, 0)
		// Whoever listens instead of looking hears the verdict first. Not before it is seen: focusing lays the page out once more.
		const frame = requestAnimationFrame(() =>
			setTimeout(() => {
				heading.current?.focus()
				isMet.current = true
				setSeen(true)
			}),
		)
		return () => cancelAnimationFrame(frame)
	}, [isPart, isShown])
	// Authorities alone are nothing to worry about where somebody looks at just these.
	const isFine = isPartAsked(verdict, origin) || (origin.by === 'inspection' && verdict.kind === 'no-leaf')
	const isSoon = isEndingSoon(current)
	const { Icon, tone } = isSoon ? soon : looks[isFine ? 'ready' : verdict.kind]
	const { endsSoon } = chainWords.verdict
	const plainState = chainWords.verdict.state(verdict, origin)
	const state = isSoon ? endsSoon.state(plainState) : plainState
	const lead = [isSoon && endsSoon.next(verdict.notAfter, at), chainWords.verdict.next(verdict, origin)]
		.filter(Boolean)
		.join(' ')
	const holder = nameText(verdict.holder)
	usePageTitle(isPart ? undefined : `${state}: ${holder}`)
	return (
		<Column width="wide">
			{back && (
				<Button look="quiet" onClick={back.onBack} className="-ml-2 print:hidden">
					<ArrowLeft size={16} aria-hidden />
					{back.label}
				</Button>
			)}
			<p className={`mt-4 flex items-center gap-2 font-semibold ${tone}`}>
				<Icon size={24} aria-hidden />
				{state}
				<span className="font-normal text-quiet">· {chainWords.verdict.purpose(verdict.purpose)}</span>
			</p>
			<Heading
				ref={heading}
				tabIndex={-1}
				aria-live="polite"
				className="mt-2 max-w-5xl text-balance font-semibold text-title tracking-tight"
			>
				{visibleText(chainWords.verdict.title({ ...verdict, holder }, at, origin))}
			</Heading>
			{lead && <p className="mt-3 max-w-prose text-lead text-quiet print:hidden">{visibleText(lead)}</p>}
			{action}
			<LeafChoice
				chain={chain}
				onChoose={(leaf) =>
					void showLeaf(ofLeaf, leaf).then((next) => {
						setPathIndex(0)
						setOfLeaf(next)
					})
				}
			/>
			<div className="mt-8 grid grid-cols-[minmax(0,1fr)] items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_1fr]">
				{hasGuide && <WhereSection key={files.stem} shown={current} onPfx={(strength) => setPfxWish({ strength })} />}
				<div className="lg:sticky lg:top-8 lg:col-start-2 lg:row-span-2 lg:row-start-1">
					<FilesPanel key={`${files.stem} ${pathIndex}`} shown={current} />
				</div>
				<div className="min-w-0 space-y-10 lg:col-start-1">
					{stated && (
						<div className="border-warn border-l-4 pl-4">
							<p className="font-semibold text-warn">{chainWords.verdict.otherPeriod.title}</p>
							<p className="max-w-prose">{chainWords.verdict.otherPeriod.text(stated.notBefore, stated.notAfter)}</p>
						</div>
					)}
					<FindingsPanel findings={findings}>
						{!isPart && (
							<div className="mt-3 ml-8">
								<Contact />
							</div>
						)}
					</FindingsPanel>
					<ChainList chain={chain} files={files} now={at} origin={origin}>
						<PathChoice paths={paths} chosen={pathIndex} onChoose={setPathIndex} />
					</ChainList>
					{isSeen && (
						<>
							<Aside chain={chain} files={files} now={at} places={places} />
							<KeySection shown={current} brought={keyFile} wish={pfxWish} />
							<CompareSection
								key={chain.leaves.indexOf(chain.path[0].certificate)}
								shown={current}
								brought={compared}
							/>
							{children}
						</>
					)}
				</div>
			</div>
		</Column>
	)
}
