import { useId, useState } from 'react'
import { keyWords } from '../words/keyWords.ts'

/** How a field of one line looks. */
export const field = 'mt-1 block min-h-11 w-full rounded-md border border-field bg-raised px-3'

export interface Password {
	readonly text: string
	/** it was typed twice without being seen, and not the same */
	readonly differs: boolean
}

interface Words {
	readonly password: string
	readonly again: string
	readonly show: string
}

/** A new password: typed twice, or once and seen. */
export function PasswordFields({ words: w, onPassword }: { words: Words; onPassword: (password: Password) => void }) {
	const id = useId()
	const [text, setText] = useState('')
	const [again, setAgain] = useState('')
	const [isShown, setShown] = useState(false)
	const change = (text: string, again: string, isShown: boolean) => {
		setText(text)
		setAgain(again)
		setShown(isShown)
		onPassword({ text, differs: !isShown && text !== again })
	}
	return (
		<div className="space-y-3">
			<div className="grid gap-3 sm:grid-cols-2">
				<div>
					<label htmlFor={id} className="font-semibold">
						{w.password}
					</label>
					<input
						id={id}
						type={isShown ? 'text' : 'password'}
						value={text}
						autoComplete="new-password"
						autoCapitalize="none"
						spellCheck={false}
						onChange={({ target }) => change(target.value, again, isShown)}
						className={field}
					/>
				</div>
				{!isShown && (
					<div>
						<label htmlFor={`${id}-again`} className="font-semibold">
							{w.again}
						</label>
						<input
							id={`${id}-again`}
							type="password"
							value={again}
							autoComplete="new-password"
							aria-describedby={`${id}-differs`}
							onChange={({ target }) => change(text, target.value, isShown)}
							className={field}
						/>
					</div>
				)}
			</div>
			<p id={`${id}-differs`} className="text-bad empty:hidden">
				{!isShown && again !== '' && !text.startsWith(again) && keyWords.store.differs}
			</p>
			<label className="flex w-fit items-center gap-2 py-1">
				<input
					type="checkbox"
					checked={isShown}
					onChange={({ target }) => change(text, again, target.checked)}
					className="size-4 accent-accent"
				/>
				{w.show}
			</label>
		</div>
	)
}
