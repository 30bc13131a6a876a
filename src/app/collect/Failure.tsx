import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import type { Explanation } from '../words/en/formats.ts'
import { words } from '../words/words.ts'
import type { CollectionFailure } from './collectionFailure.ts'
import { Notice } from './Notice.tsx'

const secondsUntil = (time: Date) => Math.max(1, Math.ceil((time.getTime() - Date.now()) / 1000))

/** Something failed on the way: what, what to do, and what an operator needs to find it. */
export function Failure({
	failure,
	explanation = words.failures[failure.code],
	onAgain,
	children,
}: {
	failure: CollectionFailure
	/** where its code means something else than for a collection code */
	explanation?: Explanation
	/** none where there is nothing to be done by a button */
	onAgain?: () => void
	/** what came, where something did */
	children?: ReactNode
}) {
	const { code, details } = failure
	const facts = [words.problemCode(details.reported ?? code), details.requestId && words.requestId(details.requestId)]
	return (
		<div role="alert">
			<Notice explanation={explanation} icon={<TriangleAlert size={24} aria-hidden />} tone="bad">
				{details.retryAt && <p>{words.retryAfter(secondsUntil(details.retryAt))}</p>}
				<p className="text-quiet text-small">{facts.filter(Boolean).join(' · ')}</p>
				{children}
				{code === 'application-outdated' ? (
					<Button className="mt-2" onClick={() => location.reload()}>
						{words.reload}
					</Button>
				) : (
					onAgain && (
						<Button className="mt-2" onClick={onAgain}>
							{words.tryAgain}
						</Button>
					)
				)}
			</Notice>
		</div>
	)
}
