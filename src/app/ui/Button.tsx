import type { ComponentProps } from 'react'

const looks = {
	primary:
		'min-h-12 border border-transparent forced-colors:border-2 bg-accent px-5 font-semibold text-on-accent hover:bg-accent-strong aria-disabled:bg-quiet disabled:bg-quiet',
	plain: 'min-h-11 border border-field bg-raised px-4 text-ink hover:border-accent hover:text-accent',
	row: 'text-accent underline-offset-4 hover:underline',
	quiet: 'min-h-9 px-2 pointer-coarse:min-h-11 text-small text-accent underline-offset-4 hover:underline',
} as const

/** A button in one of four weights: one primary action in sight, plain ones beside it, lines of a list, quiet ones in running text. */
export function Button({
	look = 'plain',
	className = '',
	...rest
}: ComponentProps<'button'> & { look?: keyof typeof looks }) {
	return (
		<button
			type="button"
			className={`inline-flex items-center justify-center gap-2 rounded-md text-left ${looks[look]} ${className}`}
			{...rest}
		/>
	)
}
