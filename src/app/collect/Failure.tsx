import { TriangleAlert } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { CollectionFailure } from './collectionFailure.ts'
import { Notice } from './Notice.tsx'

/** Something failed on the way: what, what to do, and what an operator needs to find it. */
export function Failure({ failure, onAgain }: { failure: CollectionFailure; onAgain: () => void }) {
	const { code, details } = failure
	const facts = [words.problemCode(details.reported ?? code), details.requestId && words.requestId(details.requestId)]
	return (
		<div role="alert">
			<Notice explanation={words.failures[code]} icon={<TriangleAlert size={24} aria-hidden />} tone="bad">
				<p className="text-quiet text-small">{facts.filter(Boolean).join(' · ')}</p>
				{details.excerpt !== undefined && details.excerpt !== '' && (
					<details>
						<summary className="py-1 text-accent">{words.showReply}</summary>
						<pre className="mt-2 max-h-80 overflow-auto whitespace-pre-wrap rounded-md border border-line bg-raised p-3 text-small">
							{details.excerpt}
						</pre>
					</details>
				)}
				{code === 'application-outdated' ? (
					<Button className="mt-2" onClick={() => location.reload()}>
						{words.reload}
					</Button>
				) : (
					<Button className="mt-2" onClick={onAgain}>
						{words.tryAgain}
					</Button>
				)}
			</Notice>
		</div>
	)
}
