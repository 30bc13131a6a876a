import { useSyncExternalStore } from 'react'
import type { DeskSnapshot } from './desk.ts'
import { desk, shownRows } from './deskOfPage.ts'
import type { Row } from './order.ts'

const subscribe = (listener: () => void) => desk.subscribe(listener)

/** @param part what is wanted of the desk; @returns it as it is now; whoever calls this is rendered when it changes, and only then */
export const useDesk = <Part>(part: (snapshot: DeskSnapshot) => Part): Part =>
	useSyncExternalStore(subscribe, () => part(desk.getSnapshot()))

/** @returns the rows, not always the very latest */
export const useRows = (): readonly Row[] => useSyncExternalStore(shownRows.subscribe, shownRows.getSnapshot)
