/** The table's columns: what each shows, sorts by, and from which width on it has room. */
import {
	columnFilteringFeature,
	createColumnHelper,
	createFilteredRowModel,
	createSortedRowModel,
	rowSelectionFeature,
	rowSortingFeature,
	tableFeatures,
} from '@tanstack/react-table'
import { deskWords } from '../words/deskWords.ts'
import { type Row, standingOf } from './order.ts'
import { looks, StatusMark } from './StatusMark.tsx'
import { isFound, isWanted } from './wanted.ts'

export const features = tableFeatures({
	rowSortingFeature,
	columnFilteringFeature,
	rowSelectionFeature,
	sortedRowModel: createSortedRowModel(),
	filteredRowModel: createFilteredRowModel(),
})
const helper = createColumnHelper<typeof features, Row>()

const w = deskWords.table
const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0)
/** Numbers of any length, written without leading zeros. */
const compareNumbers = (a: string, b: string) => a.length - b.length || compare(a, b)

// Clipped, and not hidden: that would make each cell something that can be scrolled, which is slow by the hundred.
export const cut = 'overflow-clip text-ellipsis whitespace-nowrap'

/** What stands in a cell that may be cut, in full. */
export const fullText: Readonly<Record<string, (row: Row) => string | undefined>> = {
	names: ({ certificate }) => certificate && deskWords.allNames(certificate.names),
	note: ({ note }) => note || undefined,
	asked: ({ asked }) => asked && deskWords.timeUtc(new Date(asked.at)),
}

/** From which width of the page on a column is there, and what becomes of text that is too long for it. */
export const presence: Readonly<Record<string, string>> = {
	// A number that is cut looks like another one.
	order: '[overflow-wrap:anywhere]',
	status: 'sm:overflow-clip sm:whitespace-nowrap',
	certificate: `max-lg:hidden ${cut}`,
	names: `max-md:hidden ${cut}`,
	validUntil: 'max-sm:hidden',
	daysLeft: 'max-sm:hidden',
	asked: 'max-lg:hidden',
	note: `max-xl:hidden ${cut}`,
}

/** Each row is a grid of its own, of as many columns as there are: a table's rows would all be laid out anew with each one that comes. */
export const grid =
	'grid items-center grid-cols-[2.75rem_minmax(0,2fr)_minmax(0,3fr)] sm:grid-cols-[2.75rem_minmax(0,3fr)_minmax(0,4fr)_7rem_7rem] md:grid-cols-[2.75rem_7rem_11.5rem_minmax(0,1fr)_7rem_7rem] lg:grid-cols-[2.75rem_7rem_11.5rem_8.5rem_minmax(0,1fr)_7rem_7rem_7.5rem] xl:grid-cols-[2.75rem_7rem_13.5rem_8rem_minmax(0,1fr)_7rem_7rem_7.5rem_11rem]'

/** What the parts of a table are to those who listen. As soon as they are laid out as anything else, some browsers forget it. */
export const roles = {
	table: { role: 'table' },
	rows: { role: 'rowgroup' },
	row: { role: 'row' },
	head: { role: 'columnheader' },
	cell: { role: 'cell' },
} as const

/**
 * @param now the time that ends are judged by: rows do not change with it, so whoever shows them for long makes the columns anew
 * @returns the columns
 */
export const columnsAt = (now: number) =>
	helper.columns([
		helper.accessor('orderNumber', {
			id: 'order',
			header: w.order,
			filterFn: (row, _, text: string) => isFound(row.original, text, now),
			sortFn: (a, b) => compareNumbers(a.original.orderNumber, b.original.orderNumber),
			cell: ({ row }) => row.original.orderNumber,
		}),
		helper.accessor((row) => deskWords.statusOf(row, now), {
			id: 'status',
			header: w.status,
			sortFn: (a, b, id) => compare(a.getValue<string>(id), b.getValue<string>(id)),
			filterFn: (row, _, wanted: string) => isWanted(row.original, wanted, now),
			cell: ({ row }) => <StatusMark row={row.original} now={now} />,
		}),
		helper.accessor((row) => deskWords.certificateOf(row, now), {
			id: 'certificate',
			header: w.certificate,
			sortUndefined: 'last',
			sortFn: (a, b, id) => compare(a.getValue<string>(id), b.getValue<string>(id)),
		}),
		helper.accessor(({ certificate }) => certificate?.names[0], {
			id: 'names',
			header: w.names,
			sortUndefined: 'last',
			sortFn: (a, b, id) => compare(a.getValue<string>(id), b.getValue<string>(id)),
			cell: ({ row }) => deskWords.namesOf(row.original),
		}),
		helper.accessor('validUntil', {
			header: w.validUntil,
			sortUndefined: 'last',
			sortFn: (a, b, id) => a.getValue<number>(id) - b.getValue<number>(id),
			cell: ({ row: { original } }) =>
				original.validUntil !== undefined && deskWords.day(new Date(original.validUntil)),
		}),
		helper.accessor('validUntil', {
			id: 'daysLeft',
			header: w.daysLeft,
			sortUndefined: 'last',
			sortFn: (a, b, id) => a.getValue<number>(id) - b.getValue<number>(id),
			cell: ({ row }) => <DaysLeft row={row.original} now={now} />,
		}),
		helper.accessor((row) => row.asked?.at, {
			id: 'asked',
			header: w.asked,
			sortUndefined: 'last',
			sortFn: (a, b, id) => a.getValue<number>(id) - b.getValue<number>(id),
			cell: ({ row: { original } }) => original.asked && deskWords.shortTime(new Date(original.asked.at)),
		}),
		helper.accessor(({ note }) => note || undefined, {
			id: 'note',
			header: w.note,
			sortUndefined: 'last',
			sortFn: (a, b, id) => compare(a.getValue<string>(id), b.getValue<string>(id)),
		}),
	])

function DaysLeft({ row, now }: { row: Row; now: number }) {
	const { tone } = looks[standingOf(row, now)]
	return <span className={tone === looks.ready.tone ? '' : tone}>{deskWords.daysLeft(row, now)}</span>
}
