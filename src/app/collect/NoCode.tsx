import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { NotACode } from './notACode.ts'

/** Why there is nothing to collect: what was given in place of a code, or what happened to the code. */
export type Remark =
	| NotACode
	| { readonly kind: 'empty' | 'pkcs12' | 'archive' | 'outlook' | 'unreadable' | 'file' }
	/** a link of ours that did not come whole */
	| { readonly kind: 'link-cut-off'; readonly length: number }

/** Says what was given in place of a collection code, and what to do. */
export function NoCode({ remark, onInspect }: { remark: Remark; onInspect: () => void }) {
	const { empty, sampleCode, notFound, inspect, whereInMail } = words.collect
	if (remark.kind === 'empty') return <p className="mt-2 text-bad">{empty}</p>
	const { kind } = remark
	const { title, text } = 'length' in remark ? notFound[remark.kind](remark.length) : notFound[remark.kind]
	return (
		<div className="mt-2 max-w-prose">
			<p className="font-semibold text-bad">{title}</p>
			<p>
				{text}
				{kind === 'nothing' && (
					<>
						{' '}
						<code className="whitespace-nowrap">{sampleCode}</code>. {whereInMail}
					</>
				)}
			</p>
			{(kind === 'certificate' || kind === 'archive') && (
				<Button className="mt-2" onClick={onInspect}>
					{inspect}
				</Button>
			)}
		</div>
	)
}
