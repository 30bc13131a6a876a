import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { findCode } from '../../collectccc/findCode.ts'
import { Page, usePageTitle } from '../ui/Page.tsx'
import { words } from '../words/words.ts'
import { CollectForm, fieldId } from './CollectForm.tsx'
import { takeCodeFromAddress } from './codeInAddress.ts'
import { Examples } from './Examples.tsx'
import { Help } from './Help.tsx'
import { LoadingBoundary } from './LoadingBoundary.tsx'
import { type Phase, type Submission, submit } from './submission.ts'
import { useSteps } from './useSteps.ts'
import { Waiting } from './Waiting.tsx'

const load = () => import('./Collecting.tsx')
const Collecting = lazy(() => load().then((module) => ({ default: module.Collecting })))

/** Fetches the code that asks and decodes, so that it is there before it is needed. If this fails, it is told then. */
const prefetch = () => void load().catch(() => undefined)

/** The page at `/`: a form, and in the place of its explanation whatever comes of it; a chain takes the whole page. */
export function CollectPage() {
	const [text, setText] = useState('')
	const [submission, setSubmission] = useState<Submission>()
	const [phase, setPhase] = useState<Phase>('waiting')
	const { step, stepTo, stepBack } = useSteps()
	const asked = step === submission?.number ? submission : undefined
	const isAsked = asked !== undefined
	const isChain = isAsked && phase === 'chain'
	usePageTitle(isChain ? undefined : words.collect.title)

	const collect = (code: string) => {
		const next = submit(code)
		setSubmission(next)
		setPhase('waiting')
		stepTo(next.number)
	}
	const collectFromAddress = useEffectEvent(() => {
		const code = takeCodeFromAddress()
		if (code === undefined) return
		prefetch()
		setText(code)
		const finding = findCode(code)
		if (finding.kind === 'one') collect(finding.code)
	})
	useEffect(() => {
		const follow = () => collectFromAddress()
		follow()
		addEventListener('hashchange', follow)
		return () => removeEventListener('hashchange', follow)
	}, [])
	// Who goes back before the answer is there has ended the collection, and Forward must not begin it anew.
	const forgetUnanswered = useEffectEvent(() => {
		if (phase === 'waiting') setSubmission(undefined)
	})
	useEffect(() => {
		if (!isAsked) forgetUnanswered()
	}, [isAsked])

	return (
		<Page isWide={isChain}>
			{!isChain && (
				<CollectForm
					text={text}
					onText={(value) => {
						prefetch()
						setText(value)
					}}
					isBusy={isAsked && phase === 'waiting'}
					onCollect={collect}
				/>
			)}
			<div className={isChain ? '' : 'mt-8 border-line border-t pt-8'}>
				{asked ? (
					<LoadingBoundary>
						<Suspense fallback={<Waiting onCancel={stepBack} />}>
							<Collecting
								key={asked.number}
								submission={asked}
								onPhase={setPhase}
								onAgain={() => collect(asked.code)}
								onBack={stepBack}
							/>
						</Suspense>
					</LoadingBoundary>
				) : (
					<Help />
				)}
			</div>
			{!isChain && (
				<Examples
					onFillIn={(value) => {
						prefetch()
						setText(value)
						document.getElementById(fieldId)?.focus()
					}}
					onChoose={(code) => {
						prefetch()
						setText(code)
						collect(code)
					}}
				/>
			)}
		</Page>
	)
}
