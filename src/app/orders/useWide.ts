import { useSyncExternalStore } from 'react'

// As tailwind's `md`, from which on the names have a column.
const wide = matchMedia('(width >= 48rem)')
const subscribe = (listener: () => void) => {
	wide.addEventListener('change', listener)
	return () => wide.removeEventListener('change', listener)
}

/** @returns whether the page is wide enough for a table with a line for each row */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches)
