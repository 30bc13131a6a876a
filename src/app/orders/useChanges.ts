import { useEffect, useEffectEvent, useState } from 'react'
import { usePlace } from '../ui/Place.tsx'
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
	const { isShown } = usePlace()
	const isSeen = useEffectEvent(() => isShown && isLookedAt())
	useEffect(
		() =>
			desk.onStatusChange((change) => {
				const isMissed = !isSeen()
				if (isMissed) notify(change)
				setChanges(({ latest, unseen }) => ({
					latest: [change, ...latest].slice(0, mostChanges),
					unseen: isMissed ? unseen + 1 : unseen,
				}))
			}),
		[],
	)
	useEffect(() => {
		if (!isShown) return
		const stop = new AbortController()
		const see = () => isLookedAt() && setChanges((all) => (all.unseen === 0 ? all : { ...all, unseen: 0 }))
		see()
		addEventListener('focus', see, stop)
		document.addEventListener('visibilitychange', see, stop)
		return () => stop.abort()
	}, [isShown])
	return changes
}
