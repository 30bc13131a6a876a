import { useSyncExternalStore } from 'react'

// As tailwind's `md`, from which on the names have a column, and `xl`, from which on everything has one.
const medium = matchMedia('(width >= 48rem)')
const wide = matchMedia('(width >= 80rem)')
const subscribe = (listener: () => void) => {
	for (const query of [medium, wide]) query.addEventListener('change', listener)
	return () => {
		for (const query of [medium, wide]) query.removeEventListener('change', listener)
	}
}

/** How many lines a row of the table has: what has no column of its own stands in the second and third. */
export type Lines = 1 | 2 | 3

/** @returns how many there are on a page as wide as this one */
export const useLines = (): Lines => useSyncExternalStore(subscribe, () => (wide.matches ? 1 : medium.matches ? 2 : 3))
