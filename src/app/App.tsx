import { type ComponentType, lazy, Suspense } from 'react'
import { CollectPage } from './collect/CollectPage.tsx'
import { outdated } from './collect/collectionFailure.ts'
import { LoadingBoundary } from './collect/LoadingBoundary.tsx'
import { Column, Page, usePageTitle } from './ui/Page.tsx'
import { words } from './words/words.ts'

// Everything that inspecting needs hangs on this import, so that the page works without a connection once it is there.
const InspectPage = lazy(() =>
	import('./inspect/InspectPage.tsx').catch(outdated).then((module) => ({ default: module.InspectPage })),
)

const OrdersPage = lazy(() =>
	import('./orders/OrdersPage.tsx').catch(outdated).then((module) => ({ default: module.OrdersPage })),
)

/** Which page an address shows. */
export function App() {
	switch (location.pathname) {
		case '/':
			return <CollectPage />
		case '/inspect':
			return <Loaded Content={InspectPage} />
		case '/orders':
			return <Loaded Content={OrdersPage} />
		default:
			return <NotFoundPage />
	}
}

/** A page whose code comes when it is wanted. */
function Loaded({ Content }: { Content: ComponentType }) {
	return (
		<LoadingBoundary>
			<Suspense fallback={<Page view="loading">{null}</Page>}>
				<Content />
			</Suspense>
		</LoadingBoundary>
	)
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
