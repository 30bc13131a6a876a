import { knownRoots } from 'virtual:known-roots'
import { useState } from 'react'
import { ChainResult } from '../chain/ChainResult.tsx'
import { Column, Page, usePageTitle } from '../ui/Page.tsx'
import { useSteps } from '../ui/useSteps.ts'
import { words } from '../words/words.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import { FindingsList } from './FindingsList.tsx'
import { InspectForm } from './InspectForm.tsx'
import { type Inspection, inspect, type Source, sourcesOf } from './inspection.ts'
import { NothingFound } from './NothingFound.tsx'
import { useIncoming } from './useIncoming.ts'
import { WhatCanBeRead } from './WhatCanBeRead.tsx'

interface Done extends Inspection {
	readonly sources: readonly Source[]
}

let inspections = 0

/** The page at `/inspect`: what `/` shows for a reply, for what a person has already. It asks nobody anything. */
export function InspectPage() {
	const [text, setText] = useState('')
	const [done, setDone] = useState<ReadonlyMap<number, Done>>(new Map())
	const [isUnreadable, setUnreadable] = useState(false)
	const { step, stepTo, stepBack } = useSteps()
	const current = step === undefined ? undefined : done.get(step)
	const shown = current?.shown
	usePageTitle(shown ? undefined : words.inspect.title)

	const read = async (sources: readonly Source[]) => {
		const inspection = await inspect(sources, new Date(), knownRoots)
		inspections += 1
		const number = inspections
		setDone((all) => new Map(all).set(number, { ...inspection, sources }))
		// What is added to a chain belongs to it, and what found nothing is no place to go back to.
		stepTo(number, { inPlace: current !== undefined })
	}
	const readFiles = async (files: readonly File[]) => {
		setUnreadable(false)
		try {
			const before = shown ? (current?.sources ?? []) : []
			await read([...before, ...(await sourcesOf(files))])
		} catch {
			setUnreadable(true)
		}
	}
	const readText = (pasted: string) => read([{ name: undefined, bytes: new TextEncoder().encode(pasted) }])
	const isOver = useIncoming(readFiles, readText)
	const unreadable = (
		<p role="alert" className={isUnreadable ? 'mb-6 mt-2 max-w-prose text-bad' : ''}>
			{isUnreadable && words.inspect.unreadableFile}
		</p>
	)

	return (
		<Page view={shown ? 'chain' : 'form'} footer={words.inspect.footer}>
			{shown ? (
				<ChainResult
					key={step}
					shown={shown}
					origin={{ by: 'inspection' }}
					back={words.inspect.again}
					onBack={stepBack}
					action={
						<>
							<ChooseFiles label={words.inspect.add} className="mt-4 print:hidden" onFiles={readFiles} />
							{unreadable}
						</>
					}
				>
					<FindingsList findings={current?.findings ?? []} />
				</ChainResult>
			) : (
				<Column>
					<InspectForm text={text} onText={setText} onInspect={readText} onFiles={readFiles} />
					<div className="mt-8 border-line border-t pt-8">
						{unreadable}
						<div role="status">{current && <NothingFound key={step} findings={current.findings} />}</div>
						{!current && <WhatCanBeRead />}
					</div>
				</Column>
			)}
			{isOver && (
				<div
					aria-hidden
					className="pointer-events-none fixed inset-3 z-20 grid place-items-center rounded-md border-4 border-accent border-dashed bg-surface/85 p-8 text-center font-semibold text-accent text-lead"
				>
					{words.inspect.dropNow}
				</div>
			)}
		</Page>
	)
}
