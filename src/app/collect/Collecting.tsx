import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Verdict } from '../../certificates/verdict.ts'
import { ChainResult } from '../chain/ChainResult.tsx'
import { isPartAsked } from '../chain/origin.ts'
import { Button } from '../ui/Button.tsx'
import { usePageTitle } from '../ui/Page.tsx'
import { chainWords } from '../words/chainWords.ts'
import { outcomeWords } from '../words/outcomeWords.ts'
import { Below } from './Below.tsx'
import { BroughtBar } from './BroughtBar.tsx'
import type { Brought } from './brought.ts'
import type { Collection } from './collection.ts'
import { failureOf } from './collectionFailure.ts'
import { Failure } from './Failure.tsx'
import { Outcome, outcomeTitle } from './Outcome.tsx'
import { RawReply } from './RawReply.tsx'
import type { Phase, Submission } from './submission.ts'
import { useCollection } from './useCollection.ts'
import { Waiting } from './Waiting.tsx'

interface CollectingProps {
	readonly submission: Submission
	readonly onPhase: (phase: Phase) => void
	readonly onAgain: () => void
	/** asks for the same code, and this time for everything */
	readonly onEverything: () => void
	readonly onBack: () => void
	/** what was dropped or pasted on the result */
	readonly brought: Brought | undefined
	/** collects another code; the result stays where Back finds it */
	readonly onOther: (code: string) => void
	/** leads to the form, with a text in which there are several codes */
	readonly onChoose: (text: string) => void
	/** what was brought is seen to */
	readonly onTaken: () => void
}

/** Verdicts after which another try may bring what is missing, or what is not damaged. */
const againHelps: readonly Verdict['kind'][] = ['issuer-missing', 'signature-failed', 'no-leaf']

/** What is collected is kept here while the page lives, so that Back and Forward find it, and nowhere else. */
const client = new QueryClient()

// What came is shown at once, and not a turn of the clock later.
notifyManager.setScheduler(queueMicrotask)

/** Collects and shows what comes of it. All the code that asks, decodes and explains hangs on this module. */
export function Collecting(props: CollectingProps) {
	return (
		<QueryClientProvider client={client}>
			<Collected {...props} />
		</QueryClientProvider>
	)
}

/** What the browser's tab says; a chain says it itself. */
function titleOf(data: Collection | undefined, error: Error | null): string | undefined {
	if (data?.outcome.kind === 'chain') return undefined
	if (data) return outcomeTitle(data.outcome, data.queryType === 0)
	return error ? outcomeWords.tabTitleOfFailure : undefined
}

function Collected(props: CollectingProps) {
	const { submission, onPhase, onAgain, onEverything, onBack, brought, onOther, onChoose, onTaken } = props
	const [compared, setCompared] = useState<readonly File[]>()
	const { data, dataUpdatedAt, error, isFetching } = useCollection(submission)
	const isWaiting = isFetching || (data === undefined && error === null)
	usePageTitle(isWaiting ? undefined : titleOf(data, error))
	const phase = isWaiting ? 'waiting' : data?.outcome.kind === 'chain' ? 'chain' : 'told'
	// Before the browser paints, so that form and result never stand together.
	useLayoutEffect(() => onPhase(phase), [phase, onPhase])
	const live = useRef<HTMLDivElement>(null)
	useEffect(() => {
		// "Ask again" went with what it stood under; whoever pressed it goes on from here.
		if (document.activeElement === document.body) live.current?.focus()
	}, [])
	if (data?.outcome.kind === 'chain') {
		const origin = { by: 'collection', queryType: data.queryType } as const
		const isBroken = againHelps.includes(data.outcome.verdict.kind) && !isPartAsked(data.outcome.verdict, origin)
		return (
			<>
				<ChainResult
					shown={data.outcome}
					origin={origin}
					back={{ label: chainWords.verdict.again, onBack }}
					keyFile={brought?.kind === 'key' ? brought.bytes : undefined}
					compared={compared}
					action={
						(data.queryType !== 1 || isBroken) && (
							<div className="mt-4 flex flex-wrap gap-3 print:hidden">
								{isBroken && <Button onClick={onAgain}>{outcomeWords.collectAgain}</Button>}
								{data.queryType !== 1 && <Button onClick={onEverything}>{outcomeWords.collectEverything}</Button>}
							</div>
						)
					}
				>
					<RawReply bytes={data.raw} />
				</ChainResult>
				<BroughtBar
					brought={brought?.kind === 'key' ? undefined : brought}
					onCollect={onOther}
					onChoose={onChoose}
					onCompare={(from) => {
						setCompared(typeof from === 'string' ? [new File([from], '')] : from)
						onTaken()
					}}
					onClose={onTaken}
				/>
			</>
		)
	}
	const failure = !isWaiting && data === undefined ? failureOf(error) : undefined
	if (failure)
		return (
			<Below>
				<Failure failure={failure} onAgain={onAgain}>
					{failure.details.raw && failure.details.raw.length > 0 && <RawReply bytes={failure.details.raw} />}
				</Failure>
			</Below>
		)
	return (
		<Below>
			{/* One and the same live region, so that what comes is announced as a change of it. */}
			<div ref={live} role="status" tabIndex={-1} className="outline-none">
				{data?.outcome.kind === 'status' ? (
					<Outcome
						reply={data.outcome}
						isStatusAsked={data.queryType === 0}
						askedAt={dataUpdatedAt}
						onAgain={onAgain}
						onEverything={onEverything}
					>
						<RawReply bytes={data.raw} />
					</Outcome>
				) : (
					<Waiting onCancel={onBack} />
				)}
			</div>
		</Below>
	)
}
