import { useEffect, useId, useState } from 'react'
import { words } from '../words/words.ts'

/**
 * A date in UTC; on hover and on focus the exact second, and the local time. `label` tells those who listen which date it is.
 */
export function DateText({ value, label, isAtEnd = false }: { value: Date; label: string; isAtEnd?: boolean }) {
	const id = useId()
	const [isOpen, setOpen] = useState(false)
	useEffect(() => {
		if (!isOpen) return
		const close = ({ key }: KeyboardEvent) => key === 'Escape' && setOpen(false)
		addEventListener('keydown', close)
		return () => removeEventListener('keydown', close)
	}, [isOpen])
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: hovering only shows what focusing shows too
		<span className="relative inline-block" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
			<span className="sr-only">{label} </span>
			<time
				// biome-ignore lint/a11y/noNoninteractiveTabindex: the local time must be reachable without a mouse
				tabIndex={0}
				dateTime={value.toISOString()}
				aria-describedby={id}
				onFocus={() => setOpen(true)}
				onBlur={() => setOpen(false)}
				className="whitespace-nowrap underline decoration-field decoration-dotted underline-offset-4"
			>
				{words.shortDate(value)}
			</time>
			<span
				id={id}
				role="tooltip"
				hidden={!isOpen}
				className={`absolute bottom-full z-10 w-max max-w-[min(18rem,calc(100vw-4rem))] rounded-md bg-ink px-3 py-2 text-small text-surface print:hidden ${isAtEnd ? 'right-0' : 'left-0'}`}
			>
				{isOpen && (
					<>
						<span className="block font-semibold">{words.exactTime(value)}</span>
						{words.localTime(value)}
					</>
				)}
			</span>
		</span>
	)
}
