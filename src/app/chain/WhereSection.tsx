import { FileKey2 } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import type { Strength } from '../../keys/encryption.ts'
import { outdated } from '../collect/collectionFailure.ts'
import { LoadingBoundary } from '../collect/LoadingBoundary.tsx'
import { type Choice, choices, groupsFor, targets } from '../guides/targets.ts'
import { Button } from '../ui/Button.tsx'
import { chainWords } from '../words/chainWords.ts'
import type { ShownChain } from './shownChain.ts'

const load = () => import('../guides/GuideSection.tsx').catch(outdated)
const GuideSection = lazy(() => load().then((module) => ({ default: module.GuideSection })))
const prefetch = () => void load().catch(() => undefined)

/**
 * Where the certificate will go: a choice of servers and programs, and below it what to do for the chosen one, loaded when
 * somebody is about to choose. What a certificate is mostly installed with its key for has a way to that file first.
 */
export function WhereSection({ shown, onPfx }: { shown: ShownChain; onPfx: (strength: Strength) => void }) {
	const id = useId()
	const [choice, setChoice] = useState<Choice>()
	const { kind, purpose } = shown.verdict
	const w = chainWords.where
	const pfx = w.pfx[purpose]
	// What should not be installed is not offered as the thing to do next.
	const isNext = kind !== 'expired'
	return (
		<section
			aria-labelledby={`${id}-title`}
			className={`rounded-md border border-field bg-raised p-4 sm:p-6 print:border-0 print:bg-transparent print:p-0 ${choice ? '' : 'print:hidden'}`}
		>
			<h2 id={`${id}-title`} className="font-semibold text-lead">
				{w.title}
			</h2>
			<p className="mt-1 max-w-prose print:hidden">{pfx?.lead ?? w.lead}</p>
			{pfx && (
				<Button look={isNext ? 'primary' : 'plain'} onClick={() => onPfx('modern')} className="mt-3 py-2 print:hidden">
					<FileKey2 size={20} aria-hidden className="shrink-0" />
					<span className="min-w-0">{pfx.button}</span>
				</Button>
			)}
			<label htmlFor={id} className="mt-4 block font-semibold print:hidden">
				{pfx?.label ?? w.label}
			</label>
			<select
				id={id}
				value={choice ?? ''}
				onFocus={prefetch}
				onPointerEnter={prefetch}
				onChange={({ target }) => setChoice(choices.find((one) => one === target.value))}
				className={`mt-2 min-h-12 w-full max-w-md rounded-md bg-surface px-3 print:hidden ${isNext && !pfx ? 'border-2 border-accent' : 'border border-field'}`}
			>
				<option value="">{w.choose}</option>
				<option value="somebody-else">{w.somebodyElse}</option>
				{groupsFor(purpose).map((group) => (
					<optgroup key={group} label={w.groups[group]}>
						{targets[group].map((one) => (
							<option key={one} value={one}>
								{w.targets[one]}
							</option>
						))}
					</optgroup>
				))}
			</select>
			{choice && (
				<LoadingBoundary isInside>
					<Suspense fallback={<div className="min-h-96" />}>
						<GuideSection key={choice} choice={choice} shown={shown} onPfx={onPfx} />
					</Suspense>
				</LoadingBoundary>
			)}
		</section>
	)
}
