import { Fragment, useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { detailWords as w } from '../words/detailWords.ts'
import type { Value } from './row.ts'

/** Values that are shown before the rest folds away. */
const inSight = 8

/** From so many on, looking for one is easier than reading all. */
const searchable = 20

/** One or more values, each to be copied; long lists fold, and can be searched. */
export function ValueList({ label, values }: { label: string; values: readonly Value[] }) {
	const [isWhole, setWhole] = useState(false)
	const [search, setSearch] = useState('')
	const id = useId()
	const wanted = search.trim().toLowerCase()
	const found =
		wanted === '' ? values : values.filter(({ text, note }) => `${text} ${note ?? ''}`.toLowerCase().includes(wanted))
	const shown = isWhole || wanted !== '' ? found : found.slice(0, inSight)
	return (
		<>
			{values.length >= searchable && (
				<div className="my-1 print:hidden">
					<label htmlFor={id} className="sr-only">
						{w.search}
					</label>
					<input
						id={id}
						type="search"
						value={search}
						placeholder={w.search}
						onChange={(event) => setSearch(event.target.value)}
						className="w-full rounded-md border border-field bg-surface px-3 py-1.5 placeholder:text-quiet max-w-full sm:w-72"
					/>
					<p aria-live="polite" className="mt-1 text-quiet">
						{found.length === 0 ? w.noMatch : w.matches(found.length, values.length)}
					</p>
				</div>
			)}
			{shown.map((value, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the same value may be there twice
				<ValueLine key={index} label={label} value={value} />
			))}
			{/* On paper nothing can be unfolded. */}
			{shown.length < found.length && (
				<p className="hidden py-1 print:block">
					{found
						.slice(shown.length)
						.map(({ text }) => text)
						.join(', ')}
				</p>
			)}
			{shown.length < found.length && (
				<Button look="quiet" className="-ml-2 print:hidden" onClick={() => setWhole(true)}>
					{w.showAll(found.length)}
				</Button>
			)}
		</>
	)
}

/** Hexadecimal in pairs with colons or spaces, which may break behind every eighth; nothing unseen is in it to be copied. */
function HexText({ digits }: { digits: string }) {
	const groups = digits.match(/.{1,16}/g) ?? []
	const separator = digits.length > 128 ? ' ' : ':'
	return (
		<span className="font-mono">
			{groups.map((group, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: groups repeat, and the order never changes
				<Fragment key={index}>
					{(group.match(/../g) ?? []).join(separator)}
					{index < groups.length - 1 && separator}
					<wbr />
				</Fragment>
			))}
		</span>
	)
}

function ValueLine({ label, value }: { label: string; value: Value }) {
	const isLong = value.form === 'hex' && value.text.length > 128
	return (
		<div className="group flex items-start justify-between gap-2">
			<span
				className={`min-w-0 py-1 [overflow-wrap:anywhere] ${isLong ? 'max-h-32 overflow-y-auto print:max-h-none' : ''}`}
				{...(isLong ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}
			>
				{value.form === 'hex' ? (
					<HexText digits={value.text} />
				) : (
					<span className={value.form === 'code' ? 'font-mono' : ''}>{value.text}</span>
				)}
				{value.note && <span className="ml-2 text-quiet">{value.note}</span>}
			</span>
			<span className="print:hidden">
				<CopyButton text={value.text} name={w.copyValue(label)} />
			</span>
		</div>
	)
}
