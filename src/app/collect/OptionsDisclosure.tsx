import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { RequestOptions } from '../../collectccc/options.ts'
import { words } from '../words/words.ts'
import { outdated } from './collectionFailure.ts'
import { LoadingBoundary } from './LoadingBoundary.tsx'

const load = () => import('./RequestOptionsPanel.tsx').catch(outdated)
const RequestOptionsPanel = lazy(() => load().then((module) => ({ default: module.RequestOptionsPanel })))
const prefetch = () => void load().catch(() => undefined)

/** Who asks: the holder of a collection code, or an account for one of its orders. */
export type Asker = 'code' | 'account'

const panelId = 'request-options'

/** Leads to an option that has to be mended before anything can be asked, even if it is folded away; says whether there is one. */
export function leadToFaultyOption(): boolean {
	const panel = document.getElementById(panelId)
	const field = panel?.querySelector<HTMLInputElement>('input[aria-invalid=true]')
	if (!panel || !field) return false
	panel.setAttribute('open', '')
	field.focus()
	return true
}

/** Everything that can be asked besides the usual, folded away, and loaded when somebody wants it. */
export function OptionsDisclosure({
	options,
	asker = 'code',
	onOptions,
	children,
}: {
	/** none as long as nobody chose */
	options: RequestOptions | undefined
	asker?: Asker
	onOptions: (options: RequestOptions | undefined) => void
	/** what stands below the options, and comes with them */
	children?: ReactNode
}) {
	const [isWanted, setWanted] = useState(false)
	return (
		<details
			id={panelId}
			className="mt-4"
			onPointerEnter={prefetch}
			onFocus={prefetch}
			onToggle={({ currentTarget }) => currentTarget.open && setWanted(true)}
		>
			<summary className="w-fit py-1 text-accent">
				{words.options.title}
				{options && <span className="text-quiet"> · {words.options.changed}</span>}
			</summary>
			{isWanted && (
				<LoadingBoundary isInside>
					<Suspense fallback={<div className="min-h-[40rem]" />}>
						<RequestOptionsPanel options={options} asker={asker} onOptions={onOptions} />
						{children}
					</Suspense>
				</LoadingBoundary>
			)}
		</details>
	)
}
