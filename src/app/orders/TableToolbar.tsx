import type { Row as TableRow } from '@tanstack/react-table'
import { Download, FileArchive, FileDown, RefreshCw, Trash2, X } from 'lucide-react'
import { type ReactNode, useId, useMemo, useState } from 'react'
import type { NamedFile } from '../../files/chainFiles.ts'
import { saveFile } from '../files/saveFile.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { deskWords } from '../words/deskWords.ts'
import type { features } from './columns.tsx'
import { desk } from './deskOfPage.ts'
import { type Row, type Standing, standingOf } from './order.ts'
import { ordersArchive } from './ordersArchive.ts'
import { csvFile, tabbedText } from './tableFile.ts'

/** What can be done with a table: find, filter, and something with those that are selected, or with all that are shown. */
export function TableToolbar({
	rows,
	view,
	selected,
	isSignedIn,
	search,
	onSearch,
	wanted,
	onWanted,
	onUnselect,
}: {
	rows: readonly Row[]
	/** those that are shown, in their order */
	view: readonly TableRow<typeof features, Row>[]
	selected: readonly Row[]
	isSignedIn: boolean
	search: string
	onSearch: (text: string) => void
	wanted: string
	onWanted: (wanted: string) => void
	onUnselect: () => void
}) {
	const w = deskWords.table
	const id = useId()
	const [said, setSaid] = useState('')
	// In the order of the table, whichever was selected first.
	const scope = () => {
		const chosen = new Set(selected)
		const shown = view.map(({ original }) => original)
		return chosen.size > 0 ? shown.filter((row) => chosen.has(row)) : shown
	}
	const numbers = () => scope().map(({ orderNumber }) => orderNumber)
	const save = (file: NamedFile) => {
		saveFile(file)
		setSaid(w.saved(file.name))
	}
	const ready = rows.filter((row) => standingOf(row) === 'ready' && !row.certificate).length
	const hasCollected = (selected.length > 0 ? selected : rows).some(({ certificate }) => certificate)
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
					<StatusFilter id={`${id}-status`} rows={rows} wanted={wanted} onWanted={onWanted} />
				</div>
				<p aria-live="polite" className="flex min-h-11 items-center gap-2">
					{w.count(view.length, rows.length, selected.length)}
					{selected.length > 0 && (
						<Button look="quiet" onClick={onUnselect}>
							<X size={16} aria-hidden />
							{w.unselect}
						</Button>
					)}
				</p>
			</div>
			<div className="-ml-2 mt-2 flex flex-wrap items-center gap-x-2">
				{isSignedIn && selected.length === 0 && (
					<Tool icon={<Download size={16} aria-hidden />} isOff={ready === 0} onClick={() => desk.collectReady()}>
						{w.collectReady(ready)}
					</Tool>
				)}
				{isSignedIn && selected.length > 0 && (
					<Tool icon={<Download size={16} aria-hidden />} onClick={() => desk.collect(numbers())}>
						{w.collectSelected}
					</Tool>
				)}
				{isSignedIn && (
					<Tool icon={<RefreshCw size={16} aria-hidden />} onClick={() => desk.ask(numbers())}>
						{w.askAgain}
					</Tool>
				)}
				<Tool icon={<FileDown size={16} aria-hidden />} onClick={() => save(csvFile(scope(), new Date()))}>
					{w.csv}
				</Tool>
				<Tool
					icon={<FileArchive size={16} aria-hidden />}
					isOff={!hasCollected}
					onClick={() => void ordersArchive(scope(), new Date()).then(save, () => setSaid(w.zipFailed))}
				>
					{w.zip}
				</Tool>
				<CopyButton text={() => tabbedText(scope(), new Date())} label={w.copy} name={w.copy} />
				{selected.length > 0 && (
					<Tool
						icon={<Trash2 size={16} aria-hidden />}
						onClick={() => {
							desk.remove(numbers())
							onUnselect()
						}}
					>
						{w.remove}
					</Tool>
				)}
				<span role="status" className="text-small [overflow-wrap:anywhere]">
					{said}
				</span>
			</div>
		</div>
	)
}

function Tool({
	icon,
	isOff = false,
	onClick,
	children,
}: {
	icon: ReactNode
	isOff?: boolean
	onClick: () => void
	children: ReactNode
}) {
	return (
		<Button
			look="quiet"
			aria-disabled={isOff}
			onClick={() => isOff || onClick()}
			className="aria-disabled:cursor-default aria-disabled:text-quiet aria-disabled:no-underline"
		>
			{icon}
			{children}
		</Button>
	)
}

const order: readonly Standing[] = ['ready', 'pending', 'ended', 'fault', 'failed', 'not-asked']

/** Each standing that there is, and below it each status, with how many orders have it. */
function StatusFilter({
	id,
	rows,
	wanted,
	onWanted,
}: {
	id: string
	rows: readonly Row[]
	wanted: string
	onWanted: (wanted: string) => void
}) {
	const w = deskWords.table
	const counts = useMemo(() => {
		const all = new Map<Standing, Map<string, number>>()
		for (const row of rows) {
			const statuses = all.get(standingOf(row)) ?? new Map<string, number>()
			const status = deskWords.statusOf(row)
			all.set(standingOf(row), statuses.set(status, (statuses.get(status) ?? 0) + 1))
		}
		return all
	}, [rows])
	return (
		<select
			id={id}
			value={wanted}
			onChange={({ target }) => onWanted(target.value)}
			className="mt-1 block min-h-11 w-full rounded-md border border-field bg-raised px-2"
		>
			<option value="">{w.everyStatus(rows.length)}</option>
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
