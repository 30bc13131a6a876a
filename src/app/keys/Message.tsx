/** What became of a wish, in a place that is kept for it: nothing moves when it comes. */
export function Message({ text, isBad }: { text: string; isBad: boolean }) {
	return (
		<p
			role={isBad ? 'alert' : 'status'}
			className={`min-h-6 max-w-prose [overflow-wrap:anywhere] ${isBad ? 'text-bad' : ''}`}
		>
			{text}
		</p>
	)
}
