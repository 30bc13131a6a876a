import { CollectPage } from './collect/CollectPage.tsx'
import { Column, Page, usePageTitle } from './ui/Page.tsx'
import { words } from './words/words.ts'

/** Which page an address shows. */
export function App() {
	return location.pathname === '/' ? <CollectPage /> : <NotFoundPage />
}

function NotFoundPage() {
	const { title, text, home } = words.notFound
	usePageTitle(title)
	return (
		<Page view="not-found">
			<Column>
				<h1 className="text-title font-semibold">{title}</h1>
				<p className="mt-4">{text}</p>
				<p className="mt-6">
					<a href="/" className="text-accent underline underline-offset-4">
						{home}
					</a>
				</p>
			</Column>
		</Page>
	)
}
