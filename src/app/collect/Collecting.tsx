import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { ChainResult } from '../chain/ChainResult.tsx'
import { Below } from './Below.tsx'
import { failureOf } from './collectionFailure.ts'
import { Failure } from './Failure.tsx'
import { Outcome } from './Outcome.tsx'
import type { Phase, Submission } from './submission.ts'
import { useCollection } from './useCollection.ts'
import { Waiting } from './Waiting.tsx'

interface CollectingProps {
	readonly submission: Submission
	readonly onPhase: (phase: Phase) => void
	readonly onAgain: () => void
	readonly onBack: () => void
}

/** What is collected is kept here while the page lives, so that Back and Forward find it, and nowhere else. */
const client = new QueryClient()

/** Collects and shows what comes of it. All the code that asks, decodes and explains hangs on this module. */
export function Collecting(props: CollectingProps) {
	return (
		<QueryClientProvider client={client}>
			<Collected {...props} />
		</QueryClientProvider>
	)
}

function Collected({ submission, onPhase, onAgain, onBack }: CollectingProps) {
	const { data, error, isFetching } = useCollection(submission)
	const isWaiting = isFetching || (data === undefined && error === null)
	const phase = isWaiting ? 'waiting' : data?.kind === 'chain' ? 'chain' : 'told'
	// Before the browser paints, so that form and result never stand together.
	useLayoutEffect(() => onPhase(phase), [phase, onPhase])
	const live = useRef<HTMLDivElement>(null)
	useEffect(() => {
		// "Ask again" went with what it stood under; whoever pressed it goes on from here.
		if (document.activeElement === document.body) live.current?.focus()
	}, [])
	if (data?.kind === 'chain') return <ChainResult collection={data} onAgain={onBack} />
	if (!isWaiting && data === undefined)
		return (
			<Below>
				<Failure failure={failureOf(error)} onAgain={onAgain} />
			</Below>
		)
	return (
		<Below>
			{/* One and the same live region, so that what comes is announced as a change of it. */}
			<div ref={live} role="status" tabIndex={-1} className="outline-none">
				{data === undefined ? <Waiting onCancel={onBack} /> : <Outcome reply={data} onAgain={onAgain} />}
			</div>
		</Below>
	)
}
