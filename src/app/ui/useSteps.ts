import { useSyncExternalStore } from 'react'
import { usePlace } from './Place.tsx'
import { places } from './places.ts'

/**
 * Two steps of one page, kept in the browser's history: the form, and what came of a submission. Back leads from the second
 * to the first; a reload always begins with the form, for what came is not kept anywhere.
 *
 * @returns the number of the submission whose step it is; how to step to one, as a page of its own or in place of this one;
 *   how to go back to the form; and how to be at it without going anywhere
 */
export function useSteps() {
	const { path } = usePlace()
	return {
		step: useSyncExternalStore(places.subscribe, () => places.getSnapshot().steps.get(path)),
		stepTo: (number: number, { inPlace }: { inPlace: boolean }) => places.stepTo(path, number, inPlace),
		stepBack: () => places.stepBack(path),
		stepAway: () => places.stepAway(path),
	}
}
