import type { ComponentProps } from 'react'

/** A field of several lines for text that comes from elsewhere, in which nothing is corrected or completed. */
export function PasteField({ id, label, ...rest }: ComponentProps<'textarea'> & { id: string; label: string }) {
	return (
		<>
			<label htmlFor={id} className="block font-semibold">
				{label}
			</label>
			<textarea
				id={id}
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				className="mt-2 block w-full resize-y rounded-md border border-field bg-raised px-3 py-2 font-mono placeholder:text-quiet"
				{...rest}
			/>
		</>
	)
}
