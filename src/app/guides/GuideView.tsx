import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { visibleText } from '../../certificates/visibleText.ts'
import { archiveOf, type NamedFile } from '../../files/chainFiles.ts'
import { saveFile } from '../files/saveFile.ts'
import { Button } from '../ui/Button.tsx'
import { guideWords as w } from '../words/guideWords.ts'
import { CodeBlock } from './CodeBlock.tsx'
import type { FileNames, GuideFacts } from './facts.ts'
import type { Step, Target } from './guide.ts'
import { guides } from './guides.ts'
import { plainName } from './quote.ts'

/** What a target takes, what to do with it, and how to see that it worked. */
export function GuideView({
	target,
	facts,
	isIssuerMissing,
}: {
	target: Target
	facts: GuideFacts
	isIssuerMissing: boolean
}) {
	const { files, own, steps, proof } = guides[target](facts)
	const { names } = facts
	const saving = <SaveSet stem={`${names.stem}_${plainName(target)}`} files={files} />
	return (
		<section aria-label={w.targets[target]} className="mt-6 max-w-prose print:mt-2">
			<p className="mb-4 hidden font-semibold print:block">{w.targets[target]}</p>
			<h3 className="font-semibold">{w.takes}</h3>
			{isIssuerMissing && <p className="mt-1 text-warn">{w.noBundle}</p>}
			{!steps.some(({ isForFiles }) => isForFiles) && saving}
			<p className="mt-1 [overflow-wrap:anywhere]">{visibleText(w.own[own](names))}</p>
			<Steps steps={steps} names={names} saving={saving} />
			<h3 className="mt-6 font-semibold">{w.proof}</h3>
			{facts.fingerprint === undefined && <p className="mt-1 text-quiet">{w.noFingerprint}</p>}
			<Steps steps={proof} names={names} />
		</section>
	)
}

/** One button for exactly the files that a target takes. */
function SaveSet({ stem, files }: { stem: string; files: readonly NamedFile[] }) {
	const [message, setMessage] = useState('')
	const [only] = files
	const save = (file: NamedFile) => {
		saveFile(file)
		setMessage(w.saved(file.name))
	}
	const saveAll = () => archiveOf(stem, files, new Date()).then(save, () => setMessage(w.saveFailed))
	return (
		<div>
			{files.length > 1 && (
				<ul className="mt-2 list-disc pl-5 marker:text-quiet">
					{files.map(({ name }) => (
						<li key={name} className="[overflow-wrap:anywhere]">
							{name}
						</li>
					))}
				</ul>
			)}
			<Button
				onClick={() => (files.length === 1 && only ? save(only) : void saveAll())}
				className="mt-3 max-w-full py-2 [overflow-wrap:anywhere] print:hidden"
			>
				<span className="min-w-0">{w.save(files.map(({ name }) => name))}</span>
				<Download size={20} aria-hidden className="shrink-0" />
			</Button>
			<p role="status" className="mt-1 min-h-5 text-small [overflow-wrap:anywhere] print:hidden">
				{message}
			</p>
		</div>
	)
}

function Steps({ steps, names, saving }: { steps: readonly Step[]; names: FileNames; saving?: ReactNode }) {
	return (
		<ol className="mt-2 list-decimal space-y-5 pl-6 marker:text-quiet">
			{steps.map((step) => {
				const { say, block, answer, isForFiles } = step
				const said = w.steps[say]
				const text = visibleText(typeof said === 'function' ? said(names) : said)
				return (
					<li key={say} className="[overflow-wrap:anywhere] print:break-inside-avoid">
						{text}
						{isForFiles && saving}
						<CodeBlock step={step} name={text} />
						{answer !== undefined && (
							<p className="mt-2 text-small">
								<span className="text-quiet">{block === undefined ? w.compare : w.answer}</span>
								<code className="block break-all">{answer}</code>
							</p>
						)}
					</li>
				)
			})}
		</ol>
	)
}
