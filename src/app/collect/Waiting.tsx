import { useEffect, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'

/** Says at once that something happens, and after a second what takes so long and how to end it. */
export function Waiting({ onCancel }: { onCancel: () => void }) {
	const [isLong, setLong] = useState(false)
	useEffect(() => {
		const timer = setTimeout(() => setLong(true), 1000)
		return () => clearTimeout(timer)
	}, [])
	return (
		<div className="min-h-40">
			<p className="text-lead">{words.waiting.now}</p>
			<p className={`mt-2 text-quiet ${isLong ? '' : 'invisible'}`}>{isLong && words.waiting.later}</p>
			{isLong && (
				<Button className="mt-4" onClick={onCancel}>
					{words.waiting.cancel}
				</Button>
			)}
		</div>
	)
}
