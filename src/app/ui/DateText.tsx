import { useId } from 'react'
import { words } from '../words/words.ts'

/** A date in UTC, with the local time shown on hover and on focus. `label` tells those who listen which date it is. */
export function DateText({ value, label, isAtEnd = false }: { value: Date; label: string; isAtEnd?: boolean }) {
	const id = useId()
	return (
		<span className="group relative inline-block">
			<span className="sr-only">{label} </span>
			<time
				// biome-ignore lint/a11y/noNoninteractiveTabindex: the local time must be reachable without a mouse
				tabIndex={0}
				dateTime={value.toISOString()}
				aria-describedby={id}
				className="whitespace-nowrap underline decoration-field decoration-dotted underline-offset-4"
			>
				{words.shortDate(value)}
			</time>
			<span
				id={id}
				role="tooltip"
				className={`invisible absolute bottom-full z-10 mb-1 w-max max-w-64 rounded-md bg-ink px-3 py-2 text-small text-surface group-focus-within:visible group-hover:visible print:hidden ${isAtEnd ? 'right-0' : 'left-0'}`}
			>
				{words.localTime(value)}
			</span>
		</span>
	)
}
