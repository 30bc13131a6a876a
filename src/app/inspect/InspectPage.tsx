import { knownRoots } from 'virtual:known-roots'
import { useEffect, useRef, useState } from 'react'
import { ChainResult } from '../chain/ChainResult.tsx'
import { Button } from '../ui/Button.tsx'
import { Column, Page, usePageTitle } from '../ui/Page.tsx'
import { useIncoming } from '../ui/useIncoming.ts'
import { useSteps } from '../ui/useSteps.ts'
import { inspectWords } from '../words/inspectWords.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import { FindingsList, textOf } from './FindingsList.tsx'
import { InspectForm } from './InspectForm.tsx'
import { type Finding, type Inspection, inspect, type Source, sourcesOf } from './inspection.ts'
import { NothingFound } from './NothingFound.tsx'
import { tallyOf } from './tally.ts'
import { WhatCanBeRead } from './WhatCanBeRead.tsx'

interface Done extends Inspection {
	readonly sources: readonly Source[]
	/** how many of the findings were there before the last files were added */
	readonly before: number
}

type State = 'ready' | 'reading' | 'unreadable'

/** The parts of a result that are loaded when they are opened. */
const later = [
	() => import('../details/CertificateDetails.tsx'),
	() => import('../details/Structure.tsx'),
	() => import('../compare/Comparison.tsx'),
	() => import('../guides/GuideSection.tsx'),
	() => import('../../files/calendar.ts'),
]

let inspections = 0

/** The page at `/inspect`: what `/` shows for a reply, for what a person has already. It asks nobody anything. */
export function InspectPage() {
	const [text, setText] = useState('')
	const [done, setDone] = useState<ReadonlyMap<number, Done>>(new Map())
	const [state, setState] = useState<State>('ready')
	const { step, stepTo, stepBack, stepAway } = useSteps()
	const current = step === undefined ? undefined : done.get(step)
	const shown = current?.shown
	usePageTitle(shown ? undefined : inspectWords.title)

	// Without a connection they could not be fetched when somebody opens them.
	useEffect(() => {
		for (const load of later) void load().catch(() => undefined)
	}, [])

	// What comes while something is read waits for it, and belongs to it: two drops in a row are one heap of files.
	const latest = useRef(current)
	useEffect(() => {
		latest.current = current
	}, [current])
	const queue = useRef(Promise.resolve())
	const read = async (load: () => Promise<readonly Source[]>) => {
		setState('reading')
		try {
			const base = latest.current?.shown ? latest.current : undefined
			const sources = [...(base?.sources ?? []), ...(await load())]
			const inspection = await inspect(sources, new Date(), knownRoots)
			inspections += 1
			const number = inspections
			const next: Done = { ...inspection, sources, before: base?.findings.length ?? 0 }
			const isInPlace = latest.current !== undefined
			latest.current = next
			setDone((all) => new Map(all).set(number, next))
			// What is added to a chain belongs to it, and what found nothing is no place to go back to.
			stepTo(number, { inPlace: isInPlace })
			setState('ready')
		} catch {
			setState('unreadable')
		}
	}
	const enqueue = (load: () => Promise<readonly Source[]>) => {
		queue.current = queue.current.then(() => read(load))
	}
	const readFiles = (files: readonly File[]) => enqueue(() => sourcesOf(files))
	const readText = (pasted: string) =>
		enqueue(() => Promise.resolve([{ name: undefined, bytes: new TextEncoder().encode(pasted) }]))
	const isOver = useIncoming(readFiles, readText)
	const list = useRef<HTMLHeadingElement>(null)
	const showFindings = () => {
		list.current?.focus({ preventScroll: true })
		list.current?.scrollIntoView({ block: 'start' })
	}

	const alert = (
		<p role="alert" className="max-w-prose text-bad">
			{state === 'unreadable' && inspectWords.unreadableFile}
		</p>
	)
	return (
		<Page view={shown ? 'chain' : 'form'} footer={inspectWords.footer}>
			{shown ? (
				<ChainResult
					key={step}
					shown={shown}
					origin={{ by: 'inspection' }}
					back={{ label: inspectWords.again, onBack: stepBack }}
					places={current.places}
					action={
						<>
							{current.findings.length > 1 && (
								<p className="mt-4 flex flex-wrap items-center gap-x-4 print:hidden">
									{inspectWords.tally(tallyOf(current.findings))}
									<Button look="quiet" aria-label={inspectWords.showFindings} onClick={showFindings} className="-mx-2">
										{inspectWords.show}
									</Button>
								</p>
							)}
							<div className="mt-4 flex flex-wrap items-center gap-x-4 print:hidden">
								<ChooseFiles label={inspectWords.add} onFiles={readFiles} />
								<p role="status" className="text-quiet">
									{state === 'reading' && inspectWords.reading}
									{state === 'ready' && current.before > 0 && addedTo(current)}
								</p>
							</div>
							{alert}
						</>
					}
				>
					<FindingsList findings={current.findings} heading={list} />
				</ChainResult>
			) : (
				<Column>
					<InspectForm
						text={text}
						onText={(value) => {
							setText(value)
							// What was told of another text must not stand beside this one.
							if (current) stepAway()
						}}
						onInspect={readText}
						onFiles={readFiles}
					/>
					{alert}
					<div className="mt-8 border-line border-t pt-8">
						<div role="status">
							{state === 'reading' && <p>{inspectWords.reading}</p>}
							{state !== 'reading' && current && <NothingFound key={step} findings={current.findings} />}
						</div>
						{state !== 'reading' && !current && <WhatCanBeRead />}
					</div>
				</Column>
			)}
			{isOver && (
				<div
					aria-hidden
					className="pointer-events-none fixed inset-3 z-20 grid place-items-center rounded-md border-4 border-accent border-dashed bg-surface/85 p-8 text-center font-semibold text-accent text-lead"
				>
					{inspectWords.dropNow}
				</div>
			)}
		</Page>
	)
}

/** What the last files brought: certificates, or nothing and why. */
function addedTo({ findings, before }: Done): string {
	const w = inspectWords
	const last = findings.slice(before)
	const brought = last.filter(({ found }) => found.some((one) => one.kind === 'certificates' && one.count > 0))
	if (brought.length > 0) return w.added(brought.slice(0, 3).map(textOf).join('; '))
	const [only, ...others] = last
	if (!only) return ''
	const nameOf = ({ name }: Finding) => name ?? w.pasted
	if (others.length > 0) return w.nothingAddedOf(last.map(nameOf))
	return w.nothingAdded(nameOf(only), only.found[0].kind === 'nothing' ? w.noneInIt : textOf(only))
}
