import { useEffect, useState } from 'react'
import { deskWords } from '../words/deskWords.ts'
import type { StatusChange } from './desk.ts'
import { desk } from './deskOfPage.ts'

/** More than anybody reads; each order has its own history. */
const mostChanges = 50

export interface Changes {
	/** the latest first */
	readonly latest: readonly StatusChange[]
	/** how many came while nobody looked at the page */
	readonly unseen: number
}

const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus()

function notify({ orderNumber, after }: StatusChange): void {
	if (!('Notification' in window) || Notification.permission !== 'granted') return
	try {
		// One for each order: a later one takes the place of the one before.
		new Notification(deskWords.watch.notification(orderNumber, after), { tag: orderNumber })
	} catch {
		// Chrome on Android wants a service worker for this. The title tells it all the same.
	}
}

/** What changed about the orders; told by a notification too, where that is allowed and nobody looks at the page. */
export function useChanges(): Changes {
	const [changes, setChanges] = useState<Changes>({ latest: [], unseen: 0 })
	useEffect(
		() =>
			desk.onStatusChange((change) => {
				const isSeen = isLookedAt()
				if (!isSeen) notify(change)
				setChanges(({ latest, unseen }) => ({
					latest: [change, ...latest].slice(0, mostChanges),
					unseen: isSeen ? unseen : unseen + 1,
				}))
			}),
		[],
	)
	useEffect(() => {
		const stop = new AbortController()
		const see = () => isLookedAt() && setChanges((all) => (all.unseen === 0 ? all : { ...all, unseen: 0 }))
		addEventListener('focus', see, stop)
		document.addEventListener('visibilitychange', see, stop)
		return () => stop.abort()
	}, [])
	return changes
}
