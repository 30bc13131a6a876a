import { FileKey2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { visibleText } from '../../certificates/visibleText.ts'
import type { Strength } from '../../keys/encryption.ts'
import { Button } from '../ui/Button.tsx'
import { chainWords } from '../words/chainWords.ts'
import { guideWords as w } from '../words/guideWords.ts'
import { CodeBlock } from './CodeBlock.tsx'
import type { FileNames, GuideFacts } from './facts.ts'
import { GuideFiles } from './GuideFiles.tsx'
import type { Step } from './guide.ts'
import { guides } from './guides.ts'
import { plainName } from './quote.ts'
import type { Target } from './targets.ts'

/** What a target takes, what to do with it, and how to see that it worked. */
export function GuideView({
	target,
	facts,
	isIssuerMissing,
	onPfx,
}: {
	target: Target
	facts: GuideFacts
	isIssuerMissing: boolean
	/** leads to where the .pfx is made */
	onPfx: (strength: Strength) => void
}) {
	const { files, own, isPasted = false, steps, proof } = guides[target](facts)
	const { names } = facts
	const isOneWay = !steps.some(({ isForFiles }) => isForFiles)
	const saving = (
		<GuideFiles
			stem={`${names.stem}_${plainName(target)}`}
			files={files}
			names={names}
			isPasted={isPasted}
			isPrimary={isOneWay}
		/>
	)
	const parts = { facts, saving, onPfx }
	return (
		<section aria-label={chainWords.where.targets[target]} className="mt-6 max-w-prose print:mt-2">
			<p className="mb-4 hidden font-semibold print:block">{chainWords.where.targets[target]}</p>
			<h3 className="font-semibold">{w.takes}</h3>
			{isIssuerMissing && <p className="mt-1 text-warn">{w.noBundle}</p>}
			{isOneWay && saving}
			<p className="mt-2 [overflow-wrap:anywhere]">{visibleText(w.own[own](names))}</p>
			<h3 className="mt-6 font-semibold">{w.todo}</h3>
			<Steps steps={steps} {...parts} />
			<h3 className="mt-6 font-semibold">{w.proof}</h3>
			{facts.fingerprint === undefined && <p className="mt-1 text-quiet">{w.noFingerprint}</p>}
			<Steps steps={proof} {...parts} />
		</section>
	)
}

interface Parts {
	readonly facts: GuideFacts
	readonly saving: ReactNode
	readonly onPfx: (strength: Strength) => void
}

function Steps({ steps, ...parts }: Parts & { steps: readonly Step[] }) {
	return (
		<ol className="mt-2 list-decimal space-y-5 pl-6 marker:text-quiet">
			{steps.map((step) => (
				<li key={step.say} className="[overflow-wrap:anywhere] print:break-inside-avoid">
					<OneStep step={step} {...parts} />
				</li>
			))}
		</ol>
	)
}

function OneStep({ step, facts, saving, onPfx }: Parts & { step: Step }) {
	const { say, block, answer, address = '', isForFiles, pfx, isAnotherWay } = step
	const said = w.steps[say]
	const text = visibleText(typeof said === 'function' ? said(facts.names, { address, until: facts.until }) : said)
	return (
		<>
			{text}
			{pfx && <MakePfx onPfx={() => onPfx(pfx)} />}
			{isAnotherWay ? (
				<AnotherWay step={step} names={facts.names} saving={isForFiles && saving} />
			) : (
				<>
					{isForFiles && saving}
					<CodeBlock step={step} name={text} />
				</>
			)}
			{answer !== undefined && (
				<p className="mt-2 text-small">
					<span className="text-quiet">{block === undefined ? w.compare : w.answer}</span>
					<code className="block break-all">{answer}</code>
				</p>
			)}
		</>
	)
}

/** The way to the part of the page that makes the .pfx, and where the key for it is found. */
function MakePfx({ onPfx }: { onPfx: () => void }) {
	return (
		<>
			<p className="mt-2 print:hidden">
				<Button onClick={onPfx}>
					<FileKey2 size={20} aria-hidden className="shrink-0" />
					{w.makePfx}
				</Button>
			</p>
			<p className="mt-2 text-quiet text-small">{chainWords.keys.whereItIs}</p>
		</>
	)
}

/** The same without this page: the files that it is made of, and the command. */
function AnotherWay({ step, names, saving }: { step: Step; names: FileNames; saving: ReactNode }) {
	const text = visibleText(w.openssl(names, step.say))
	return (
		<details className="mt-2">
			<summary className="w-fit py-1 text-accent">{w.commandLine}</summary>
			<p>{text}</p>
			{saving}
			<CodeBlock step={step} name={text} />
		</details>
	)
}
