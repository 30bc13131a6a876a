import { useEffect, useState } from 'react'

/**
 * Two steps of one page, kept in the browser's history: the form, and what came of a submission. Back leads from the second
 * to the first; a reload always begins with the form, for what came is not kept anywhere.
 *
 * @returns the number of the submission whose step it is, how to step to one, and how to go back to the form
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
		stepTo(number: number) {
			if (step === undefined) history.pushState(number, '')
			else history.replaceState(number, '')
			setStep(number)
		},
		stepBack: () => history.back(),
	}
}
