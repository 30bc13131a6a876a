import { useEffect, useState } from 'react'

/**
 * Two steps of one page, kept in the browser's history: the form, and what came of a submission. Back leads from the second
 * to the first; a reload always begins with the form, for what came is not kept anywhere.
 *
 * @returns the number of the submission whose step it is; how to step to one, as a page of its own or in place of this one;
 *   how to go back to the page before; and how to be at the form without going anywhere
 */
export function useSteps() {
	const [step, setStep] = useState<number>()
	useEffect(() => {
		history.replaceState(null, '')
		const follow = ({ state }: PopStateEvent) => setStep(typeof state === 'number' ? state : undefined)
		addEventListener('popstate', follow)
		return () => removeEventListener('popstate', follow)
	}, [])
	return {
		step,
		stepTo(number: number, { inPlace }: { inPlace: boolean }) {
			if (inPlace) history.replaceState(number, '')
			else history.pushState(number, '')
			setStep(number)
		},
		stepBack() {
			// The second click of a double click would leave the site.
			if (step === undefined) return
			setStep(undefined)
			history.back()
		},
		stepAway() {
			history.replaceState(null, '')
			setStep(undefined)
		},
	}
}
