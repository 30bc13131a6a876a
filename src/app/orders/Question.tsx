import { type ReactNode, useEffect, useId, useRef } from 'react'
import { usePlace } from '../ui/Place.tsx'

/**
 * A question that has to be answered before anything else; Escape is no. A button in it closes it, unless it is of
 * `type="button"`, and the focus is back where it was.
 */
export function Question({ text, onClose, children }: { text: string; onClose: () => void; children: ReactNode }) {
	const id = useId()
	const dialog = useRef<HTMLDialogElement>(null)
	const { isShown } = usePlace()
	// Whoever goes back to another page has answered no: that page must not stand behind a question that nobody sees.
	useEffect(() => (isShown ? dialog.current?.showModal() : dialog.current?.close()), [isShown])
	return (
		<dialog
			ref={dialog}
			aria-labelledby={id}
			onClose={onClose}
			className="m-auto w-[calc(100%-2rem)] max-w-lg rounded-md border border-line bg-raised p-6 text-ink backdrop:bg-black/50"
		>
			<p id={id}>{text}</p>
			<form method="dialog" className="mt-5 flex flex-wrap gap-3">
				{children}
			</form>
		</dialog>
	)
}
