import { chainWords } from '../words/chainWords.ts'

/** The time between two dates as a bar, with the place that today has in it. */
export function ValidityBar({ from, until, now }: { from: Date; until: Date; now: Date }) {
	const whole = until.getTime() - from.getTime()
	const share = whole > 0 ? (now.getTime() - from.getTime()) / whole : 1
	const percent = Math.min(100, Math.max(0, share * 100))
	const isOver = share > 1
	return (
		<div
			role="img"
			aria-label={chainWords.chain.validity(from, until, now)}
			className="relative mt-2 h-3 forced-color-adjust-none"
		>
			<div className="absolute inset-x-0 top-1 h-1 rounded-full bg-line" />
			<div
				className={`absolute top-1 left-0 h-1 rounded-full ${isOver ? 'bg-bad' : 'bg-quiet'}`}
				style={{ width: `${percent}%` }}
			/>
			{share >= 0 && !isOver && (
				<div
					className="absolute top-0 h-3 w-1 -translate-x-1/2 rounded-full bg-accent"
					style={{ left: `${percent}%` }}
				/>
			)}
		</div>
	)
}
