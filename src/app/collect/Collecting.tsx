import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { ChainResult } from '../chain/ChainResult.tsx'
import { Button } from '../ui/Button.tsx'
import { chainWords } from '../words/chainWords.ts'
import { outcomeWords } from '../words/outcomeWords.ts'
import { Below } from './Below.tsx'
import { failureOf } from './collectionFailure.ts'
import { Failure } from './Failure.tsx'
import { Outcome } from './Outcome.tsx'
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
}

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

function Collected({ submission, onPhase, onAgain, onEverything, onBack }: CollectingProps) {
	const { data, error, isFetching } = useCollection(submission)
	const isWaiting = isFetching || (data === undefined && error === null)
	const phase = isWaiting ? 'waiting' : data?.outcome.kind === 'chain' ? 'chain' : 'told'
	// Before the browser paints, so that form and result never stand together.
	useLayoutEffect(() => onPhase(phase), [phase, onPhase])
	const live = useRef<HTMLDivElement>(null)
	useEffect(() => {
		// "Ask again" went with what it stood under; whoever pressed it goes on from here.
		if (document.activeElement === document.body) live.current?.focus()
	}, [])
	if (data?.outcome.kind === 'chain')
		return (
			<ChainResult
				shown={data.outcome}
				origin={{ by: 'collection', queryType: data.queryType }}
				back={{ label: chainWords.verdict.again, onBack }}
				action={
					data.queryType !== 1 && (
						<Button className="mt-4" onClick={onEverything}>
							{outcomeWords.collectEverything}
						</Button>
					)
				}
			>
				<RawReply bytes={data.raw} />
			</ChainResult>
		)
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
