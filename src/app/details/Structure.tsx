import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type Asn1Node, readAsn1Tree } from '../../certificates/asn1Tree.ts'
import { nameOf } from '../../certificates/objectIdentifiers.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import { structureWords as w } from '../words/structureWords.ts'

interface Line {
	readonly node: Asn1Node
	readonly depth: number
}

/** More than any certificate of use has; what was made to be long stays bearable. */
const mostLines = 4000

const linesOf = (nodes: readonly Asn1Node[], depth = 0): readonly Line[] =>
	nodes.flatMap((node) => [{ node, depth }, ...linesOf(node.children, depth + 1)])

/** A certificate's ASN.1, line by line with offsets, and its octets beside it: what is chosen in one is marked in the other. */
export function Structure({ der, name }: { der: Uint8Array; name: string }) {
	const all = useMemo(() => linesOf(readAsn1Tree(der)), [der])
	const lines = all.slice(0, mostLines)
	const [chosen, setChosen] = useState(0)
	const tree = useRef<HTMLDivElement>(null)
	const current = lines[chosen]?.node
	const choose = (index: number) => {
		const next = Math.min(Math.max(index, 0), lines.length - 1)
		setChosen(next)
		tree.current?.querySelectorAll<HTMLElement>('[role=option]')[next]?.scrollIntoView({ block: 'nearest' })
	}
	const move = (event: KeyboardEvent) => {
		const steps: Readonly<Record<string, number>> = {
			ArrowDown: chosen + 1,
			ArrowUp: chosen - 1,
			PageDown: chosen + 10,
			PageUp: chosen - 10,
			Home: 0,
			End: lines.length - 1,
		}
		const next = steps[event.key]
		if (next === undefined) return
		event.preventDefault()
		choose(next)
	}
	/** The smallest value that an octet is in. */
	const chooseAt = (offset: number) =>
		choose(lines.findLastIndex(({ node }) => node.offset <= offset && offset < node.offset + node.length))
	return (
		<div className="mt-2">
			<p className="max-w-prose text-quiet text-small">
				{w.explanation}
				{all.length > mostLines && ` ${w.beginning(mostLines, all.length)}`}
			</p>
			<div className="mt-2 grid gap-3 xl:grid-cols-2">
				<div
					ref={tree}
					role="listbox"
					tabIndex={0}
					aria-label={w.tree(name)}
					aria-activedescendant={`asn1-${chosen}`}
					onKeyDown={move}
					className="max-h-96 overflow-auto rounded-md border border-line bg-surface font-mono text-small"
				>
					{lines.map(({ node, depth }, index) => (
						// biome-ignore lint/a11y/useKeyWithClickEvents: the list box takes the keys
						<div
							key={`${node.offset}-${depth}`}
							id={`asn1-${index}`}
							role="option"
							tabIndex={-1}
							aria-selected={index === chosen}
							onClick={() => choose(index)}
							className="flex w-max min-w-full cursor-pointer gap-2 whitespace-pre px-2 py-0.5 aria-selected:bg-accent aria-selected:text-on-accent"
						>
							<span className="w-12 shrink-0 text-right opacity-80">{node.offset}</span>
							<span style={{ paddingLeft: `${depth}rem` }}>
								{node.type}
								{node.isEncapsulating && ` ${w.encapsulating}`}
								{node.text !== undefined && <span className="opacity-90"> {summaryOf(node)}</span>}
							</span>
						</div>
					))}
				</div>
				<Octets der={der} current={current} name={name} onChoose={chooseAt} />
			</div>
			{current && (
				<p className="mt-2 text-quiet text-small">{w.place(current.offset, current.headerLength, current.length)}</p>
			)}
		</div>
	)
}

function summaryOf({ type, text = '' }: Asn1Node): string {
	const known = type === 'OBJECT IDENTIFIER' ? nameOf(text) : undefined
	const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text
	return visibleText(known ? `${known} (${shown})` : shown)
}

const octetsInLine = 16

/** The octets in lines of sixteen; those of the chosen value are marked, its header more strongly. */
function Octets({
	der,
	current,
	name,
	onChoose,
}: {
	der: Uint8Array
	current: Asn1Node | undefined
	name: string
	onChoose: (offset: number) => void
}) {
	const pane = useRef<HTMLDivElement>(null)
	const [from, content, end] = current
		? [current.offset, current.offset + current.headerLength, current.offset + current.length]
		: [0, 0, 0]
	useEffect(() => {
		const line = pane.current?.children[Math.floor(from / octetsInLine)]
		if (line instanceof HTMLElement && pane.current) pane.current.scrollTop = line.offsetTop - pane.current.offsetTop
	}, [from])
	const rows = Array.from({ length: Math.ceil(der.length / octetsInLine) }, (_, index) => index * octetsInLine)
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would be for controls
		<div
			ref={pane}
			role="group"
			aria-label={w.octets(name)}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
			tabIndex={0}
			className="max-h-96 overflow-auto rounded-md border border-line bg-surface p-2 font-mono text-small"
		>
			{rows.map((start) => (
				<div key={start} className="flex w-max gap-3">
					<span className="text-quiet">{start.toString(16).padStart(4, '0')}</span>
					{/* biome-ignore lint/a11y/useKeyWithClickEvents: the list of values beside it takes the keys */}
					{/* biome-ignore lint/a11y/noStaticElementInteractions: the same */}
					<span
						className="w-[48ch] whitespace-pre"
						onClick={({ clientX, currentTarget }) => {
							const { left, width } = currentTarget.getBoundingClientRect()
							onChoose(start + Math.floor(((clientX - left) / width) * octetsInLine))
						}}
					>
						<Run der={der} from={start} until={Math.min(from, start + octetsInLine)} mark="" />
						<Run
							der={der}
							from={Math.max(start, from)}
							until={Math.min(content, start + octetsInLine)}
							mark="bg-accent text-on-accent"
						/>
						<Run der={der} from={Math.max(start, content)} until={Math.min(end, start + octetsInLine)} mark="bg-line" />
						<Run der={der} from={Math.max(start, end)} until={start + octetsInLine} mark="" />
					</span>
				</div>
			))}
		</div>
	)
}

/** Neighbouring octets with one mark; three characters each, so that a place can be told from where it was clicked. */
function Run({ der, from, until, mark }: { der: Uint8Array; from: number; until: number; mark: string }) {
	if (from >= until) return null
	const digits = [...der.subarray(from, until)].map((octet) => `${octet.toString(16).padStart(2, '0')} `).join('')
	return mark === '' ? digits : <span className={mark}>{digits}</span>
}
