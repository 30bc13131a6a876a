import { lazy, Suspense, useCallback, useEffect, useEffectEvent, useState } from 'react'
import { findCode } from '../../collectccc/findCode.ts'
import type { RequestOptions } from '../../collectccc/options.ts'
import { Column, Page, usePageTitle } from '../ui/Page.tsx'
import { usePlace } from '../ui/Place.tsx'
import { places } from '../ui/places.ts'
import { useIncoming } from '../ui/useIncoming.ts'
import { useSteps } from '../ui/useSteps.ts'
import { words } from '../words/words.ts'
import { Below } from './Below.tsx'
import { type Brought, broughtText } from './brought.ts'
import { CollectForm, fieldId } from './CollectForm.tsx'
import { takeCodeFromAddress } from './codeInAddress.ts'
import { outdated } from './collectionFailure.ts'
import { Examples } from './Examples.tsx'
import { Help } from './Help.tsx'
import { empty, type Input, inputOfLink, remarkOn } from './input.ts'
import { LoadingBoundary } from './LoadingBoundary.tsx'
import { hasPrivateKey, whatInstead } from './notACode.ts'
import { leadToFaultyOption, OptionsDisclosure } from './OptionsDisclosure.tsx'
import { type Phase, type Submission, submit } from './submission.ts'
import { Waiting } from './Waiting.tsx'

const load = () => import('./Collecting.tsx').catch(outdated)
const Collecting = lazy(() => load().then((module) => ({ default: module.Collecting })))

/** Fetches the code that asks and decodes, so that it is there before it is needed. If this fails, it is told then. */
const prefetch = () => void load().catch(() => undefined)

/** The code that says what a file is. */
const loadFiles = () => import('./broughtFiles.ts')

/** The page at `/`: a form, and in the place of its explanation whatever comes of it; a chain takes the whole page. */
export function CollectPage() {
	const [input, setInput] = useState<Input>(empty)
	// What was brought to a result: it is told there, and nowhere else.
	const [brought, setBrought] = useState<{ readonly to: number; readonly what: Brought }>()
	const [options, setOptions] = useState<RequestOptions>()
	const [submissions, setSubmissions] = useState<ReadonlyMap<number, Submission>>(new Map())
	const [openGroups, setOpenGroups] = useState<ReadonlySet<string>>(new Set(['certificates']))
	const [phases, setPhases] = useState<ReadonlyMap<number, Phase>>(new Map())
	const { step, stepTo, stepBack, stepAway } = useSteps()
	const { isShown } = usePlace()
	const asked = step === undefined ? undefined : submissions.get(step)
	const isAsked = asked !== undefined
	const phaseOf = (number: number) => phases.get(number) ?? 'waiting'
	const phase = asked && phaseOf(asked.number)
	const isChain = phase === 'chain'
	usePageTitle(phase === 'told' || isChain ? undefined : words.collect.title)

	const collect = (code: string, asked: RequestOptions | undefined) => {
		if (asked && leadToFaultyOption()) return
		const submission = submit(code, asked)
		setSubmissions(new Map(submissions).set(submission.number, submission))
		// A chain stays where Back finds it; another try takes the place of the one before.
		stepTo(submission.number, { inPlace: isAsked && !isChain })
	}
	const change = (text: string, isWhole: boolean) => {
		prefetch()
		if (hasPrivateKey(text)) return setInput({ ...empty, remark: { kind: 'private-key' } })
		setInput({ ...empty, text, isWhole })
		// What was told of another code must not stand beside this one, nor beside other options.
		if (isAsked) stepAway()
	}
	const changeOptions = (value: RequestOptions | undefined) => {
		setOptions(value)
		if (isAsked) stepAway()
	}
	const take = (what: Brought) => {
		if (asked && isChain) setBrought({ to: asked.number, what })
		else if (what.kind === 'text' && isAsked && what.finding.kind === 'none')
			// What came of a code, or is still to come, gives way to nothing but another code.
			setInput({ ...input, remark: whatInstead(what.text) })
		else if (what.kind === 'text') change(what.text, true)
		else if (what.kind === 'certificate' && typeof what.from === 'string' && !isAsked) change(what.from, true)
		else setInput(remarkOn(input, what))
	}
	const takeLater = useEffectEvent(take)
	useIncoming(
		(files) =>
			void loadFiles()
				.then(({ broughtFiles }) => broughtFiles(files))
				.then(takeLater, () => takeLater({ kind: 'unreadable' })),
		(text) => take(broughtText(text)),
	)

	const collectFromAddress = useEffectEvent(() => {
		const code = isShown ? takeCodeFromAddress() : undefined
		if (code === undefined) return
		prefetch()
		setInput(inputOfLink(code))
		const finding = findCode(code)
		if (finding.kind === 'one') collect(finding.code, options)
	})
	useEffect(() => {
		const follow = () => collectFromAddress()
		follow()
		addEventListener('hashchange', follow)
		return () => removeEventListener('hashchange', follow)
	}, [])
	// Who goes back before the answer is there has ended the collection, and Forward must not begin it anew.
	const forgetUnanswered = useEffectEvent((number: number) => {
		if (phaseOf(number) !== 'waiting') return
		setSubmissions(new Map([...submissions].filter(([other]) => other !== number)))
		document.getElementById(fieldId)?.focus()
	})
	const number = asked?.number
	useEffect(() => (number === undefined ? undefined : () => forgetUnanswered(number)), [number])
	const setPhase = useCallback(
		(next: Phase) => number !== undefined && setPhases((all) => new Map(all).set(number, next)),
		[number],
	)

	return (
		<Page view={phase ?? 'form'}>
			{!isChain && (
				<Column>
					<CollectForm
						text={input.text}
						isWhole={input.isWhole}
						remark={input.remark}
						onText={change}
						onKey={() => setInput({ ...input, remark: { kind: 'private-key' } })}
						onInspect={() => places.handOver('/inspect', input.from ?? input.text)}
						isBusy={phase === 'waiting'}
						onCollect={(code) => {
							setInput({ ...empty, text: input.text })
							collect(code, options)
						}}
					>
						<OptionsDisclosure options={options} onOptions={changeOptions} />
					</CollectForm>
				</Column>
			)}
			{asked ? (
				<LoadingBoundary key={asked.number} onFailure={() => setPhase('told')}>
					<Suspense
						fallback={
							<Below>
								<div role="status">
									<Waiting onCancel={stepBack} />
								</div>
							</Below>
						}
					>
						<Collecting
							submission={asked}
							onPhase={setPhase}
							onAgain={() => collect(asked.code, asked.options)}
							onEverything={() => {
								setOptions(undefined)
								collect(asked.code, undefined)
							}}
							onBack={stepBack}
							brought={brought?.to === asked.number ? brought.what : undefined}
							onOther={(code) => {
								setBrought(undefined)
								setInput({ ...empty, text: code })
								collect(code, options)
							}}
							onChoose={(text) => {
								setBrought(undefined)
								setInput({ ...empty, text, isWhole: true })
								places.goTo('/')
							}}
							onTaken={() => setBrought(undefined)}
						/>
					</Suspense>
				</LoadingBoundary>
			) : (
				<Below>
					<Help />
				</Below>
			)}
			{!isChain && (
				// A new one for each phase, like the footer: it stands below what changes.
				<Column key={phase ?? 'form'}>
					<Examples
						open={openGroups}
						onOpen={setOpenGroups}
						onChoose={(code) => {
							prefetch()
							setInput({ ...empty, text: code })
							collect(code, options)
						}}
						onFillIn={(value) => {
							change(value, true)
							document.getElementById(fieldId)?.focus()
						}}
					/>
				</Column>
			)}
		</Page>
	)
}
