import { type ReactNode, useEffect } from 'react'
import { words } from '../words/words.ts'
import { usePlace } from './Place.tsx'
import { SiteLinks, SiteName, useSite } from './Site.tsx'

/** Where one can go from every page. */
const places = [
	{ path: '/', name: words.pages.collect },
	{ path: '/orders', name: words.pages.orders },
	{ path: '/inspect', name: words.pages.inspect },
]

/** What the browser's tab shows. */
const tab = { title: '', unseen: 0 }
function showTitle(): void {
	document.title = words.tabTitle(tab.title, tab.unseen)
}

/** @param title what the browser's tab shows before the name of the site; nothing leaves it as it is */
export function usePageTitle(title: string | undefined): void {
	const { name = words.name } = useSite()
	const { isShown } = usePlace()
	useEffect(() => {
		if (!isShown || title === undefined) return
		tab.title = `${title} – ${name}`
		showTitle()
	}, [isShown, title, name])
}

/** @param count of what nobody has seen yet on a page: it stands before the title of whichever page is shown */
export function useUnseen(count: number): void {
	useEffect(() => {
		tab.unseen = count
		showTitle()
		return () => {
			tab.unseen = 0
			showTitle()
		}
	}, [count])
}

/**
 * A column of the page: narrow for reading and filling in, wide for results. Both begin at the same edge as the name above,
 * so that the eye has one line to come back to.
 */
export function Column({ width = 'narrow', children }: { width?: 'narrow' | 'wide'; children: ReactNode }) {
	return (
		<div className="mx-auto w-full max-w-(--page-width,72rem) px-4 sm:px-8">
			{width === 'wide' ? children : <div className="max-w-3xl">{children}</div>}
		</div>
	)
}

/**
 * The frame of every page: the name above, which a site of somebody's own has on paper too, and what becomes of a person's data below.
 * `view` names what stands between: a footer is a new one for a new view, since one that moved would be a layout shift. A broad page has
 * room for a table of many columns.
 */
export function Page({
	view,
	footer = words.footer,
	isBroad = false,
	children,
}: {
	view: string
	footer?: string
	isBroad?: boolean
	children: ReactNode
}) {
	const place = usePlace()
	const { name } = useSite()
	return (
		<div className={`flex min-h-dvh flex-col ${isBroad ? '[--page-width:87.5rem]' : ''}`}>
			<header className={`border-line border-b ${name === undefined ? 'print:hidden' : ''}`}>
				<Column width="wide">
					<div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 py-1.5 sm:flex-nowrap">
						<SiteName />
						<nav aria-label={words.pages.label} className="flex shrink-0 gap-5 print:hidden">
							{places.map(({ path, name }) => (
								<a
									key={path}
									href={path}
									aria-current={path === place.path ? 'page' : undefined}
									className="py-2.5 text-accent underline-offset-8 hover:underline aria-[current=page]:text-ink aria-[current=page]:underline"
								>
									{name}
								</a>
							))}
						</nav>
					</div>
				</Column>
			</header>
			<main className="flex-1 py-8 sm:py-12">{children}</main>
			<footer key={view} className="border-line border-t print:hidden">
				<Column width="wide">
					<div className="flex flex-wrap items-center justify-between gap-x-8 py-2 text-small">
						<p className="py-2 text-quiet">{footer}</p>
						<SiteLinks />
					</div>
				</Column>
			</footer>
		</div>
	)
}
