import { CopyButton } from '../ui/CopyButton.tsx'
import { guideWords as w } from '../words/guideWords.ts'
import type { Step } from './guide.ts'

/** A command, or a part of the file that is named above it, and a button that copies it. `name` is the button's, to those who listen. */
export function CodeBlock({ step: { block, file, shell }, name }: { step: Step; name: string }) {
	if (block === undefined) return null
	return (
		<div className="mt-2 rounded-md border border-line bg-raised">
			<div className="flex items-center justify-between gap-2 border-line border-b pl-3">
				<span className="min-w-0 text-quiet text-small [overflow-wrap:anywhere]">
					{file === undefined ? (shell ?? w.command) : <code>{file}</code>}
				</span>
				<span className="shrink-0 print:hidden">
					<CopyButton text={block} label={w.copy} name={w.copyNamed(name)} />
				</span>
			</div>
			<pre className="whitespace-pre-wrap p-3 font-mono text-small [overflow-wrap:anywhere] [tab-size:4]">{block}</pre>
		</div>
	)
}
