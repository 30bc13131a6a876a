import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useState } from 'react'
import { Below } from '../collect/Below.tsx'
import { failureOf } from '../collect/collectionFailure.ts'
import { Failure } from '../collect/Failure.tsx'
import { Column, Page } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import { Desk } from './Desk.tsx'
import { wallClock } from './desk.ts'
import { desk, takeUpWork } from './deskOfPage.ts'
import { SessionBar } from './SessionBar.tsx'
import { SignInForm } from './SignInForm.tsx'
import { staySignedIn } from './stayingSignedIn.ts'
import { tellTabs } from './tabs.ts'
import { useDesk, useRows } from './useDesk.ts'
import { useSession } from './useSession.ts'

const client = new QueryClient()

/** The page at `/orders`: a sign-in, and behind it the desk. What was done stays in sight when a session ends. */
export function OrdersPage() {
	return (
		<QueryClientProvider client={client}>
			<Orders />
		</QueryClientProvider>
	)
}

/** Whoever has signed in takes the desk up, and may ask. */
function sitDown(session: Parameters<typeof takeUpWork>[0]): void {
	takeUpWork(session)
	desk.signedIn()
}

function Orders() {
	const { session, error, look, end, renew } = useSession()
	const [opened, setOpened] = useState<string>()
	const queue = useDesk((all) => all.queue)
	const [first] = useRows()

	const kind = session?.kind
	const isIn = session?.kind === 'in'
	const id = isIn ? session.id : undefined
	const loginName = isIn ? session.loginName : session?.ended?.loginName
	// Before anything is painted: what somebody else did here is not for whoever signs in.
	useLayoutEffect(() => {
		if (kind === 'out') desk.signedOut()
		if (id !== undefined && loginName !== undefined) sitDown({ id, loginName })
	}, [kind, id, loginName])
	useEffect(() => (isIn ? staySignedIn(desk, wallClock, renew) : undefined), [isIn, renew])
	const stopped = queue.kind === 'stopped' ? queue.reason : undefined
	useEffect(() => {
		if (stopped === 'session-replaced') void look().then(({ data }) => data?.kind === 'in' && sitDown(data))
		else if (stopped) end(stopped)
	}, [stopped, end, look])

	const begin = async (form: { readonly loginName: string; readonly orderNumber: string }) => {
		const orderNumber = form.orderNumber.replace(/^0+(?=\d)/, '')
		const ended = session?.kind === 'out' ? session.ended : undefined
		tellTabs('signed-in')
		const { data } = await look()
		// Somebody else may have signed in in another tab just after: what was typed here is not theirs.
		if (data?.kind !== 'in' || data.loginName !== form.loginName) return
		sitDown(data)
		desk.add([{ orderNumber, note: '' }])
		desk.collect([orderNumber])
		// After -16 a person decides whether to go on.
		if (ended && ended.why !== 'refused') desk.resume()
		setOpened(orderNumber)
	}

	const failure = error ? failureOf(error) : undefined
	if (!session)
		return (
			<Page view="loading" footer={deskWords.footer}>
				{failure ? (
					<Below>
						<Failure failure={failure} explanation={deskWords.failure(failure.code)} onAgain={() => void look()} />
					</Below>
				) : (
					<Column>
						<p role="status" className="text-lead text-quiet">
							{deskWords.loading}
						</p>
					</Column>
				)}
			</Page>
		)
	const isDeskThere = isIn || (session.ended !== undefined && first !== undefined)
	return (
		<Page view={isIn ? 'desk' : 'sign-in'} footer={deskWords.footer} isBroad={isDeskThere}>
			{isIn ? (
				<SessionBar session={session} />
			) : (
				<Column>
					<SignInForm ended={session.ended} known={first?.orderNumber} onSignedIn={begin} />
				</Column>
			)}
			{isDeskThere && (
				// What was typed, chosen and told belongs to one account.
				<Desk key={loginName} sessionEnd={isIn ? session.endsAt : undefined} opened={opened} onOpen={setOpened} />
			)}
		</Page>
	)
}
