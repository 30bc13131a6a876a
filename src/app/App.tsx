import { lazy, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { CollectPage } from './collect/CollectPage.tsx'
import { outdated } from './collect/collectionFailure.ts'
import { LoadingBoundary } from './collect/LoadingBoundary.tsx'
import { Column, Page, usePageTitle } from './ui/Page.tsx'
import { Place } from './ui/Place.tsx'
import { followLinks, isPath, type Path, paths, places } from './ui/places.ts'
import { words } from './words/words.ts'

// Everything that inspecting needs hangs on this import, so that the page works without a connection once it is there.
const InspectPage = lazy(() =>
	import('./inspect/InspectPage.tsx').catch(outdated).then((module) => ({ default: module.InspectPage })),
)

const OrdersPage = lazy(() =>
	import('./orders/OrdersPage.tsx').catch(outdated).then((module) => ({ default: module.OrdersPage })),
)

const pages: Readonly<Record<Path, ReactNode>> = {
	'/': <CollectPage />,
	'/orders': <OrdersPage />,
	'/inspect': <InspectPage />,
}

/** The pages, of which one is shown: that of the address. */
export function App() {
	const isThere = useSyncExternalStore(places.subscribe, () => isPath(places.getSnapshot().shown))
	useEffect(followLinks, [])
	if (!isThere) return <NotFoundPage />
	return paths.map((path) => (
		<Place key={path} path={path} fallback={<Page view="loading">{null}</Page>}>
			<LoadingBoundary>{pages[path]}</LoadingBoundary>
		</Place>
	))
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
