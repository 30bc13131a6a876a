import { useId } from 'react'
import type { Certificate } from '../../certificates/certificate.ts'
import { displayName } from '../../certificates/certificate.ts'
import type { Chain } from '../../certificates/chain.ts'
import type { Path } from '../../certificates/path.ts'
import { chainWords } from '../words/chainWords.ts'
import { nameText } from './nameText.ts'

const choiceOf = (leaf: Certificate) => chainWords.leaves.choice(nameText(displayName(leaf)), leaf.notAfter)

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
			<select
				id={id}
				value={leaves.indexOf(path[0].certificate)}
				onChange={({ target }) => {
					const leaf = leaves[Number(target.value)]
					if (leaf) onChoose(leaf)
				}}
				className="mt-2 min-h-11 w-full max-w-xl rounded-md border border-field bg-raised px-3"
			>
				{leaves.map((leaf, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the list never changes
					<option key={index} value={index}>
						{choiceOf(leaf)}
					</option>
				))}
			</select>
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
		<fieldset className="mt-4 print:hidden">
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
							.map(({ certificate }) => nameText(displayName(certificate)))
							.join(' → ')}
						<span className="block text-quiet text-small">{w.end(path.end)}</span>
					</span>
				</label>
			))}
		</fieldset>
	)
}
