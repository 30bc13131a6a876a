import { useEffect, useState } from 'react'

/** @param milliseconds how often to look at the clock; @returns the time, as it was when the clock was last looked at */
export function useNow(milliseconds: number): Date {
	const [now, setNow] = useState(() => new Date())
	useEffect(() => {
		const timer = setInterval(() => setNow(new Date()), milliseconds)
		return () => clearInterval(timer)
	}, [milliseconds])
	return now
}
