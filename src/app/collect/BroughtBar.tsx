import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { Column } from '../ui/Page.tsx'
import { type Incoming, places } from '../ui/places.ts'
import { outcomeWords } from '../words/outcomeWords.ts'
import type { Brought } from './brought.ts'

/** What can be done with something that was dropped or pasted on a result, which stays in any case. */
export function BroughtBar({
	brought,
	onCollect,
	onChoose,
	onCompare,
	onClose,
}: {
	brought: Exclude<Brought, { kind: 'key' }> | undefined
	onCollect: (code: string) => void
	/** leads to the form, with a text in which there are several codes */
	onChoose: (text: string) => void
	onCompare: (from: Incoming) => void
	onClose: () => void
}) {
	return (
		<div role="status" className="print:hidden">
			{brought && (
				<Bar text={textOf(brought)} onClose={onClose}>
					{brought.kind === 'text' && brought.finding.kind === 'one' && (
						<Collect code={brought.finding.code} onCollect={onCollect} />
					)}
					{brought.kind === 'text' && brought.finding.kind === 'several' && (
						<Button onClick={() => onChoose(brought.text)}>{outcomeWords.brought.choose}</Button>
					)}
					{brought.kind === 'certificate' && (
						<Button onClick={() => onCompare(brought.from)}>{outcomeWords.brought.compare}</Button>
					)}
					{(brought.kind === 'certificate' || brought.kind === 'archive') && (
						<Button
							onClick={() => {
								places.handOver('/inspect', brought.from)
								onClose()
							}}
						>
							{outcomeWords.brought.inspect}
						</Button>
					)}
				</Bar>
			)}
		</div>
	)
}

function Collect({ code, onCollect }: { code: string; onCollect: (code: string) => void }) {
	return <Button onClick={() => onCollect(code)}>{outcomeWords.brought.collect}</Button>
}

function textOf(brought: Exclude<Brought, { kind: 'key' }>): string {
	const w = outcomeWords.brought
	if (brought.kind !== 'text') return w[brought.kind]
	const { finding } = brought
	return finding.kind === 'one' ? w.one(finding.code) : w[finding.kind]
}

/** It lies over the lower edge, so that it is in sight wherever somebody is. */
function Bar({ text, onClose, children }: { text: string; onClose: () => void; children: ReactNode }) {
	const bar = useRef<HTMLDivElement>(null)
	// Whoever pasted with the keyboard goes on here, and is where they were when it is closed.
	useEffect(() => {
		const before = document.activeElement
		bar.current?.querySelector('button')?.focus({ preventScroll: true })
		return () => {
			if (before instanceof HTMLElement) before.focus({ preventScroll: true })
		}
	}, [])
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: Escape is for whichever of its buttons has the focus
		<div
			ref={bar}
			onKeyDown={({ key }) => key === 'Escape' && onClose()}
			className="fixed inset-x-0 bottom-0 z-20 border-accent border-t-2 bg-raised py-3"
		>
			<Column width="wide">
				<div className="flex flex-wrap items-center gap-x-3 gap-y-2">
					<p className="mr-auto max-w-prose">{text}</p>
					{children}
					<Button look="quiet" onClick={onClose} className="min-h-11!">
						<X size={16} aria-hidden />
						{outcomeWords.brought.close}
					</Button>
				</div>
			</Column>
		</div>
	)
}
