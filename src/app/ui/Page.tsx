import { type ReactNode, useEffect } from 'react'
import { words } from '../words/words.ts'

/** Where one can go from every page. */
const places = [
	{ path: '/', name: words.pages.collect },
	{ path: '/orders', name: words.pages.orders },
	{ path: '/inspect', name: words.pages.inspect },
]

/** @param title what the browser's tab shows before the name of the application; nothing leaves it as it is */
export function usePageTitle(title: string | undefined): void {
	useEffect(() => {
		if (title !== undefined) document.title = `${title} – ${words.name}`
	}, [title])
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
 * The frame of every page: the name above, and what becomes of a person's data below. `view` names what stands between: a
 * footer is a new one for a new view, since one that moved would be a layout shift. A broad page has room for a table of many
 * columns.
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
	return (
		<div className={`flex min-h-dvh flex-col ${isBroad ? '[--page-width:87.5rem]' : ''}`}>
			<header className="border-line border-b print:hidden">
				<Column width="wide">
					<div className="flex h-14 items-center justify-between gap-4">
						<a href="/" className="flex items-center gap-2.5 font-semibold text-ink">
							<img src="/favicon.svg" alt="" width="24" height="24" />
							<span className="max-[25rem]:sr-only">{words.name}</span>
						</a>
						<nav aria-label={words.pages.label} className="flex gap-5">
							{places.map(({ path, name }) => (
								<a
									key={path}
									href={path}
									aria-current={path === location.pathname ? 'page' : undefined}
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
					<p className="py-4 text-quiet text-small">{footer}</p>
				</Column>
			</footer>
		</div>
	)
}
