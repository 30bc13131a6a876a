import { type FormEvent, useEffect, useId, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { keyWords as w } from '../words/keyWords.ts'
import { field } from './PasswordFields.tsx'

/** Asks for the passphrase of a key that is locked. */
export function UnlockForm({ isWrong, onUnlock }: { isWrong: boolean; onUnlock: (passphrase: string) => void }) {
	const id = useId()
	const input = useRef<HTMLInputElement>(null)
	useEffect(() => input.current?.focus(), [])
	const submit = (event: FormEvent) => {
		event.preventDefault()
		onUnlock(input.current?.value ?? '')
		input.current?.select()
	}
	return (
		<form onSubmit={submit} className="max-w-md">
			<p>{w.locked.text}</p>
			<label htmlFor={id} className="mt-3 block font-semibold">
				{w.locked.label}
			</label>
			<input
				id={id}
				ref={input}
				type="password"
				autoComplete="off"
				aria-invalid={isWrong}
				aria-describedby={`${id}-advice`}
				className={field}
			/>
			<p id={`${id}-advice`} role="alert" className="mt-2 text-bad empty:hidden">
				{isWrong && w.locked.wrong}
			</p>
			<Button type="submit" look="primary" className="mt-3">
				{w.locked.button}
			</Button>
		</form>
	)
}
