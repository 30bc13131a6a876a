/** Whose site this is, in the three places where people look for it: above, below, and where they are told to ask somebody. */
import { useState } from 'react'
import { readDeployment, type Site } from '../deployment.ts'
import { words } from '../words/words.ts'

/** @returns what the server was told of whoever runs it */
export function useSite(): Site {
	const [{ site }] = useState(readDeployment)
	return site
}

/** The way home, which bears the site's name: as a logo, whose text it then is, or in letters behind an icon. */
export function SiteName() {
	const { name, logo, icon = '/favicon.svg' } = useSite()
	if (logo !== undefined)
		return (
			// A row of its own on a small screen, however wide it comes out, so that nothing moves when it has come.
			<a href="/" className="flex min-h-11 min-w-0 items-center font-semibold text-ink max-sm:w-full">
				<img
					src={logo}
					alt={name}
					// Most logos are made for paper.
					className="h-9 min-w-0 scheme-only-light object-contain object-left dark:h-10 dark:rounded-md dark:bg-paper dark:px-2 dark:py-1"
				/>
			</a>
		)
	return (
		<a href="/" className="flex min-h-11 min-w-0 items-center gap-2.5 font-semibold text-ink">
			<img src={icon} alt="" width="24" height="24" className="size-6 shrink-0 object-contain" />
			<span dir="auto" className={name === undefined ? 'max-[25rem]:sr-only' : 'min-w-0 text-balance'}>
				{name ?? words.name}
			</span>
		</a>
	)
}

/** What the law or good manners want at the foot of every page, as far as there is any. */
export function SiteLinks() {
	const { contactUrl, privacyUrl, imprintUrl } = useSite()
	const { label, contact, privacy, imprint } = words.site
	const links = [
		{ href: contactUrl, name: contact },
		{ href: privacyUrl, name: privacy },
		{ href: imprintUrl, name: imprint },
	].filter(({ href }) => href !== undefined)
	if (links.length === 0) return null
	return (
		<nav aria-label={label} className="flex flex-wrap gap-x-5">
			{links.map(({ href, name }) => (
				<a key={name} href={href} className="py-2 text-accent underline underline-offset-4">
					{name}
				</a>
			))}
		</nav>
	)
}

/** Whom to ask, where somebody is to be asked. A page opens in a tab of its own, so that there remains what to tell of. */
export function Contact() {
	const { name, contactUrl } = useSite()
	if (contactUrl === undefined) return null
	const isPage = contactUrl.startsWith('https:')
	return (
		<p className="print:hidden">
			<a
				href={contactUrl}
				target={isPage ? '_blank' : undefined}
				rel={isPage ? 'noopener' : undefined}
				className="text-accent underline underline-offset-4"
			>
				{words.site.ask(name)}
				{isPage && <span className="sr-only"> {words.site.newTab}</span>}
			</a>
		</p>
	)
}
