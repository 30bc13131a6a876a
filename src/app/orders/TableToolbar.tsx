import type { Row as TableRow } from '@tanstack/react-table'
import { Download, FileArchive, FileDown, Trash2, X } from 'lucide-react'
import { type ReactNode, useId, useMemo, useState } from 'react'
import type { NamedFile } from '../../files/chainFiles.ts'
import { saveFile } from '../files/saveFile.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { deskWords } from '../words/deskWords.ts'
import { AskAgain } from './AskAgain.tsx'
import type { features } from './columns.tsx'
import { desk } from './deskOfPage.ts'
import { isCollectable, type Row, type Standing, standingOf } from './order.ts'
import { ordersArchive } from './ordersArchive.ts'
import { csvFile, tabbedText } from './tableFile.ts'
import { noteCollecting, noteSaved } from './unsaved.ts'
import { noWord } from './wanted.ts'

/** What can be done with a table: find, filter, and something with those that are selected, shown or not, or else with all that are shown. */
export function TableToolbar({
	rows,
	now,
	view,
	selected,
	isSignedIn,
	search,
	onSearch,
	wanted,
	onWanted,
	onUnselect,
	onRemove,
}: {
	rows: readonly Row[]
	/** the time that ends are judged by */
	now: number
	/** those that are shown, in their order */
	view: readonly TableRow<typeof features, Row>[]
	selected: readonly Row[]
	isSignedIn: boolean
	search: string
	onSearch: (text: string) => void
	wanted: string
	onWanted: (wanted: string) => void
	onUnselect: () => void
	onRemove: (orderNumbers: readonly string[]) => void
}) {
	const w = deskWords.table
	const id = useId()
	const [said, setSaid] = useState('')
	const scope = useMemo(() => scopeOf(view, selected), [view, selected])
	const save = (file: NamedFile) => {
		saveFile(file)
		setSaid(w.saved(file.name))
	}
	const saveCertificates = () =>
		ordersArchive(scope, new Date()).then(
			(file) => {
				save(file)
				noteSaved(scope)
			},
			() => setSaid(w.zipFailed),
		)
	const toCollect = scope.filter(isCollectable)
	const collected = scope.filter(({ certificate }) => certificate).length
	const collect = () => {
		noteCollecting(numbersOf(toCollect))
		desk.collect(numbersOf(toCollect))
	}
	const shown = new Set(view.map(({ original }) => original))
	const hidden = selected.filter((row) => !shown.has(row)).length
	return (
		<div className="mt-6 print:hidden">
			<div className="flex flex-wrap items-end gap-x-4 gap-y-3">
				<div className="w-full min-w-0 sm:w-64">
					<label htmlFor={id} className="font-semibold text-small">
						{w.search}
					</label>
					<input
						id={id}
						type="search"
						value={search}
						autoComplete="off"
						spellCheck={false}
						placeholder={w.searchHint}
						onChange={({ target }) => onSearch(target.value)}
						className="mt-1 block min-h-11 w-full rounded-md border border-field bg-raised px-3 placeholder:text-quiet"
					/>
				</div>
				<div className="w-full min-w-0 sm:w-60">
					<label htmlFor={`${id}-status`} className="font-semibold text-small">
						{w.status}
					</label>
					<StatusFilter id={`${id}-status`} rows={rows} now={now} wanted={wanted} onWanted={onWanted} />
				</div>
				<p aria-live="polite" className="flex min-h-11 items-center gap-2">
					{w.count(view.length, rows.length, selected.length, hidden)}
					{selected.length > 0 && (
						<Button look="quiet" onClick={onUnselect}>
							<X size={16} aria-hidden />
							{w.unselect}
						</Button>
					)}
				</p>
			</div>
			<div className="-ml-2 mt-2 flex flex-wrap items-center gap-x-2">
				{isSignedIn && (
					<Tool
						icon={<Download size={16} aria-hidden />}
						isOff={toCollect.length === 0}
						why={`${id}-why`}
						onClick={collect}
					>
						{w.collect(toCollect.length)}
					</Tool>
				)}
				{isSignedIn && <AskAgain rows={scope} />}
				<Tool
					icon={<FileDown size={16} aria-hidden />}
					isOff={scope.length === 0}
					onClick={() => save(csvFile(scope, new Date()))}
				>
					{w.csv(scope.length)}
				</Tool>
				<Tool
					icon={<FileArchive size={16} aria-hidden />}
					isOff={collected === 0}
					why={`${id}-why`}
					onClick={() => void saveCertificates()}
				>
					{w.zip(collected, collected + toCollect.length)}
				</Tool>
				<CopyButton
					text={() => tabbedText(scope, new Date())}
					label={w.copy(scope.length)}
					name={w.copy(scope.length)}
				/>
				{selected.length > 0 && (
					<Tool icon={<Trash2 size={16} aria-hidden />} onClick={() => onRemove(numbersOf(scope))}>
						{w.remove(selected.length)}
					</Tool>
				)}
				<span role="status" className="order-last px-2 text-small empty:px-0 [overflow-wrap:anywhere]">
					{said}
				</span>
			</div>
			<p id={`${id}-why`} className="text-quiet text-small empty:hidden">
				{w.whyNot(toCollect.length, collected)}
			</p>
		</div>
	)
}

const numbersOf = (rows: readonly Row[]) => rows.map(({ orderNumber }) => orderNumber)

/** What is done is done with all that are selected, in the order of the table, those that are not shown at its end; or with all that are shown. */
function scopeOf(view: readonly TableRow<typeof features, Row>[], selected: readonly Row[]): readonly Row[] {
	const shown = view.map(({ original }) => original)
	if (selected.length === 0) return shown
	const chosen = new Set(selected)
	const inSight = shown.filter((row) => chosen.has(row))
	return [...new Set([...inSight, ...selected])]
}

function Tool({
	icon,
	isOff = false,
	why,
	onClick,
	children,
}: {
	icon: ReactNode
	isOff?: boolean
	/** the id of what tells why it is off */
	why?: string
	onClick: () => void
	children: ReactNode
}) {
	return (
		<Button
			look="quiet"
			aria-disabled={isOff}
			aria-describedby={isOff ? why : undefined}
			onClick={() => isOff || onClick()}
			className="aria-disabled:cursor-default aria-disabled:text-quiet aria-disabled:no-underline"
		>
			{icon}
			{children}
		</Button>
	)
}

const order: readonly Standing[] = ['ready', 'ending', 'expired', 'pending', 'ended', 'fault', 'failed', 'not-asked']

/** Each standing that there is, and below it each status, with how many orders have it. */
function StatusFilter({
	id,
	rows,
	now,
	wanted,
	onWanted,
}: {
	id: string
	rows: readonly Row[]
	now: number
	wanted: string
	onWanted: (wanted: string) => void
}) {
	const w = deskWords.table
	const counts = useMemo(() => {
		const all = new Map<Standing, Map<string, number>>()
		for (const row of rows) {
			const standing = standingOf(row, now)
			const statuses = all.get(standing) ?? new Map<string, number>()
			const status = deskWords.statusOf(row, now)
			all.set(standing, statuses.set(status, (statuses.get(status) ?? 0) + 1))
		}
		return all
	}, [rows, now])
	const unheard = rows.filter(({ failure }) => failure !== undefined).length
	return (
		<select
			id={id}
			value={wanted}
			onChange={({ target }) => onWanted(target.value)}
			className="mt-1 block min-h-11 w-full rounded-md border border-field bg-raised px-2"
		>
			<option value="">{w.everyStatus(rows.length)}</option>
			{(unheard > 0 || wanted === noWord) && <option value={noWord}>{w.onlyNoWord(unheard)}</option>}
			{order.map((standing) => {
				const statuses = [...(counts.get(standing) ?? [])]
				const sum = statuses.reduce((total, [, count]) => total + count, 0)
				if (sum === 0 && wanted !== `standing:${standing}`) return null
				return (
					<optgroup key={standing} label={deskWords.standings[standing]}>
						<option value={`standing:${standing}`}>{w.standing(deskWords.standings[standing], sum)}</option>
						{statuses.length > 1 &&
							statuses.map(([status, count]) => (
								<option key={status} value={status}>
									{w.standing(status, count)}
								</option>
							))}
					</optgroup>
				)
			})}
		</select>
	)
}
