import { type ReactNode, useEffect } from 'react'
import { words } from '../words/words.ts'

/** @param title what the browser's tab shows before the name of the application; nothing leaves it as it is */
export function usePageTitle(title: string | undefined): void {
	useEffect(() => {
		if (title !== undefined) document.title = `${title} – ${words.name}`
	}, [title])
}

/** The frame of every page: the name above, one column of content, and what becomes of a person's data below. */
export function Page({ isWide = false, children }: { isWide?: boolean; children: ReactNode }) {
	const width = `mx-auto w-full px-4 sm:px-8 ${isWide ? 'max-w-6xl' : 'max-w-3xl'}`
	return (
		<div className="flex min-h-dvh flex-col">
			<header className="border-line border-b print:hidden">
				<div className={`${width} flex h-14 items-center`}>
					<a href="/" className="flex items-center gap-2.5 font-semibold text-ink">
						<img src="/favicon.svg" alt="" width="24" height="24" />
						{words.name}
					</a>
				</div>
			</header>
			<main className={`${width} flex-1 py-8 sm:py-12`}>{children}</main>
			{/* A new footer for a new layout: one that moved would be a layout shift. */}
			<footer key={String(isWide)} className="border-line border-t print:hidden">
				<p className={`${width} py-4 text-quiet text-small`}>{words.footer}</p>
			</footer>
		</div>
	)
}
