import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { failureOf } from '../collect/collectionFailure.ts'
import { afterEnd, isSignedOut, readSession, renewSession, type SessionState } from './session.ts'
import { onTabs } from './tabs.ts'

const queryKey = ['session']

/** How often to look whether the session is still there, in milliseconds: it may be ended in another tab. */
const glance = 60_000

/** Says that a session has ended, or that another one has taken its place. @param reported the relay's code for it */
export function endSession(client: QueryClient, reported: string | undefined): void {
	if (reported === 'session-replaced') return void client.refetchQueries({ queryKey })
	// What is just being answered is of the time before.
	void client.cancelQueries({ queryKey })
	const why = reported === 'session-refused' ? 'refused' : undefined
	client.setQueryData<SessionState>(queryKey, (before) => afterEnd(before, new Date(), why))
}

/**
 * The session, looked at now and then, when the window comes back, when somebody signs in in another tab, and when it should be
 * over.
 *
 * @returns what is known of it, nothing at first; what went wrong if it could not be asked for; how to look again; how to
 *   say that it has ended; and how to make it last, which may find that it has
 */
export function useSession() {
	const client = useQueryClient()
	const { data, error, refetch } = useQuery<SessionState>({
		queryKey,
		queryFn: ({ signal }) => readSession(client.getQueryData(queryKey), signal),
		retry: false,
		networkMode: 'always',
		refetchOnWindowFocus: 'always',
		refetchInterval: ({ state: { data } }) =>
			data?.kind === 'in' && Math.min(glance, Math.max(1000, data.expiresAt.getTime() - Date.now() + 500)),
	})
	const look = useCallback(() => refetch(), [refetch])
	useEffect(() => onTabs('signed-in', () => void look()), [look])
	const end = useCallback((reported?: string) => endSession(client, reported), [client])
	const id = data?.kind === 'in' ? data.id : undefined
	const renew = useCallback(
		(signal: AbortSignal) =>
			renewSession(signal, id).catch((error: unknown) => {
				const failure = failureOf(error)
				if (isSignedOut(failure)) end(failure.details.reported)
				throw failure
			}),
		[end, id],
	)
	return { session: data, error: data ? null : error, look, end, renew }
}
