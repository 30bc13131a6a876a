import { type ReactNode, useId } from 'react'

/** A box or a radio button to tick, and below it what that means. */
export function Choice({
	type,
	group,
	label,
	isChosen,
	onChange,
	children,
}: {
	type: 'radio' | 'checkbox'
	/** what radio buttons have in common */
	group?: string
	label: string
	isChosen: boolean
	onChange: (isChosen: boolean) => void
	children?: ReactNode
}) {
	const id = useId()
	return (
		<div className="mt-1">
			<label className="flex w-fit items-center gap-2 py-1">
				<input
					type={type}
					name={group}
					checked={isChosen}
					aria-describedby={children === undefined ? undefined : id}
					onChange={({ target }) => onChange(target.checked)}
					className="size-4 shrink-0 accent-accent"
				/>
				{label}
			</label>
			{children !== undefined && (
				<p id={id} className="ml-6 max-w-prose text-quiet text-small">
					{children}
				</p>
			)}
		</div>
	)
}
