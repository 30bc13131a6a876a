import { Download } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '../files/saveFile.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { hexDump } from '../ui/hexDump.ts'
import { outcomeWords } from '../words/outcomeWords.ts'
import { asText, replyFile } from './replyFile.ts'

/** How much of a reply is shown, in characters of text or bytes of a dump; what is saved or copied is all of it. */
const inSight = { characters: 16_384, bytes: 2048 }

/** The reply as it came, folded away: text, or a dump of what is not text. Nothing of it is made before somebody looks. */
export function RawReply({ bytes }: { bytes: Uint8Array }) {
	const [isWanted, setWanted] = useState(false)
	return (
		<details className="print:hidden" onToggle={({ currentTarget }) => currentTarget.open && setWanted(true)}>
			<summary className="w-fit py-1 text-accent">{outcomeWords.rawReply.title}</summary>
			{isWanted && <Raw bytes={bytes} />}
		</details>
	)
}

function Raw({ bytes }: { bytes: Uint8Array }) {
	const w = outcomeWords.rawReply
	const text = asText(bytes)
	const shown = text?.slice(0, inSight.characters) ?? hexDump(bytes.subarray(0, inSight.bytes))
	const isAll = text === undefined ? bytes.length <= inSight.bytes : text.length <= inSight.characters
	const file = replyFile(bytes)
	return (
		<>
			<p className="mt-1 text-quiet text-small">
				{text === undefined ? w.binary(bytes.length) : w.text(bytes.length)}
				{!isAll && ` ${w.beginning}`}
			</p>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be for controls */}
			<div
				role="group"
				aria-label={w.label}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				tabIndex={0}
				className="mt-2 max-h-80 overflow-auto rounded-md border border-line bg-raised p-3"
			>
				<pre className={`text-small ${text === undefined ? '' : 'whitespace-pre-wrap [overflow-wrap:anywhere]'}`}>
					{shown}
				</pre>
			</div>
			<div className="-ml-2 mt-1 flex flex-wrap items-center gap-x-2">
				<Button look="quiet" onClick={() => saveFile(file)}>
					<Download size={16} aria-hidden />
					{w.saveNamed(file.name)}
				</Button>
				<CopyButton text={() => text ?? hexDump(bytes)} label={w.copy} name={w.copyNamed} />
			</div>
		</>
	)
}
