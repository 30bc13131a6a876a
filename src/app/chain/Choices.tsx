import { useId, useState } from 'react'
import type { Certificate } from '../../certificates/certificate.ts'
import { displayName } from '../../certificates/certificate.ts'
import type { Chain } from '../../certificates/chain.ts'
import type { Path } from '../../certificates/path.ts'
import { chainWords } from '../words/chainWords.ts'
import { nameText } from './nameText.ts'

const choiceOf = (leaf: Certificate) =>
	chainWords.leaves.choice(nameText(displayName(leaf)), leaf.notAfter, leaf.serialNumber.slice(-6))

/** Lists longer than this are made when somebody is about to open them: a thousand options take a while. */
const atOnce = 50

/** A choice of certificates by name and end; `prompt` stands for none of them. */
export function LeafSelect({
	leaves,
	chosen,
	prompt,
	onChoose,
	className,
	...rest
}: {
	leaves: readonly Certificate[]
	chosen?: Certificate | undefined
	prompt?: string
	onChoose: (leaf: Certificate) => void
	className: string
	id?: string
	'aria-label'?: string
}) {
	const [isWanted, setWanted] = useState(leaves.length <= atOnce)
	const want = () => setWanted(true)
	return (
		<select
			{...rest}
			value={chosen ? leaves.indexOf(chosen) : ''}
			onFocus={want}
			onPointerDown={want}
			onChange={({ target }) => {
				const leaf = leaves[Number(target.value)]
				if (target.value !== '' && leaf) onChoose(leaf)
			}}
			className={`min-h-11 rounded-md border border-field bg-raised px-3 ${className}`}
		>
			{prompt !== undefined && <option value="">{prompt}</option>}
			{leaves.map(
				(leaf, index) =>
					(isWanted || leaf === chosen) && (
						// biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the list never changes
						<option key={index} value={index}>
							{choiceOf(leaf)}
						</option>
					),
			)}
		</select>
	)
}

/** Which of several certificates is looked at, where more than one came that no other is below. */
export function LeafChoice({ chain, onChoose }: { chain: Chain; onChoose: (leaf: Certificate) => void }) {
	const id = useId()
	const { leaves, path } = chain
	const w = chainWords.leaves
	if (leaves.length < 2) return null
	return (
		<div className="mt-6 print:hidden">
			<label htmlFor={id} className="block font-semibold">
				{w.title(leaves.length)}
			</label>
			<LeafSelect
				id={id}
				leaves={leaves}
				chosen={path[0].certificate}
				onChoose={onChoose}
				className="mt-2 w-full max-w-xl"
			/>
		</div>
	)
}

/** Another way up, where there are several: an old device may know the root of one of them alone. */
export function PathChoice({
	paths,
	chosen,
	onChoose,
}: {
	paths: readonly Path[]
	/** its place among them */
	chosen: number
	onChoose: (index: number) => void
}) {
	const id = useId()
	const w = chainWords.paths
	if (paths.length < 2) return null
	return (
		<fieldset className="mt-3 print:hidden">
			<legend className="font-semibold">{w.title(paths.length)}</legend>
			{paths.map((path, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
				<label key={index} className="mt-1 flex gap-2 py-1">
					<input
						type="radio"
						name={id}
						checked={index === chosen}
						onChange={() => onChoose(index)}
						className="mt-1 size-4 shrink-0 accent-accent"
					/>
					<span className="min-w-0 [overflow-wrap:anywhere]">
						{path.path
							.slice(1)
							.map(({ certificate }) => w.step(nameText(displayName(certificate)), certificate.notAfter))
							.join(' → ')}
						<span className="block text-quiet text-small">{w.end(path.end)}</span>
					</span>
				</label>
			))}
		</fieldset>
	)
}
