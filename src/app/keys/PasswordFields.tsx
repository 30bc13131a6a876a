import { useEffect, useId, useRef, useState } from 'react'
import { keyWords } from '../words/keyWords.ts'

/** How a field of one line looks. */
export const field = 'mt-1 block min-h-11 w-full rounded-md border border-field bg-raised px-3 aria-invalid:border-bad'

export interface Password {
	readonly text: string
	/** it was typed twice without being seen, and not the same */
	readonly differs: boolean
}

/** What keeps a password from being taken, and the field to mend it in. A new one each time that it is refused. */
export interface Unfit {
	readonly at: 'password' | 'again'
	readonly why: string
}

/** @param password as it was typed; @returns why no file can be locked with it, whatever the file is for; nothing if it can */
export function unfitOf({ text, differs }: Password, empty: string): Unfit | undefined {
	if (text === '') return { at: 'password', why: empty }
	return differs ? { at: 'again', why: keyWords.store.differs } : undefined
}

interface Words {
	readonly password: string
	readonly again: string
	readonly show: string
}

/** A new password: typed twice, or once and seen. What is wrong with it stands below its field, which gets the focus. */
export function PasswordFields({
	words: w,
	unfit,
	onPassword,
}: {
	words: Words
	unfit: Unfit | undefined
	onPassword: (password: Password) => void
}) {
	const id = useId()
	const first = useRef<HTMLInputElement>(null)
	const second = useRef<HTMLInputElement>(null)
	useEffect(() => {
		if (unfit) (unfit.at === 'password' ? first : second).current?.focus()
	}, [unfit])
	const [text, setText] = useState('')
	const [again, setAgain] = useState('')
	const [isShown, setShown] = useState(false)
	const change = (text: string, again: string, isShown: boolean) => {
		setText(text)
		setAgain(again)
		setShown(isShown)
		onPassword({ text, differs: !isShown && text !== again })
	}
	// That they begin to differ is told while somebody types.
	const isApart = !isShown && again !== '' && !text.startsWith(again)
	const whyOf = (at: Unfit['at']) =>
		unfit?.at === at ? unfit.why : at === 'again' && isApart && keyWords.store.differs
	return (
		<div className="space-y-3">
			<div className="grid items-start gap-3 sm:grid-cols-2">
				<div>
					<label htmlFor={id} className="font-semibold">
						{w.password}
					</label>
					<input
						ref={first}
						id={id}
						aria-invalid={unfit?.at === 'password'}
						aria-describedby={`${id}-why`}
						type={isShown ? 'text' : 'password'}
						value={text}
						autoComplete="new-password"
						autoCapitalize="none"
						spellCheck={false}
						onChange={({ target }) => change(target.value, again, isShown)}
						className={field}
					/>
					<Why id={`${id}-why`} why={whyOf('password')} />
				</div>
				{!isShown && (
					<div>
						<label htmlFor={`${id}-again`} className="font-semibold">
							{w.again}
						</label>
						<input
							ref={second}
							id={`${id}-again`}
							aria-invalid={unfit?.at === 'again'}
							type="password"
							value={again}
							autoComplete="new-password"
							aria-describedby={`${id}-again-why`}
							onChange={({ target }) => change(text, target.value, isShown)}
							className={field}
						/>
						<Why id={`${id}-again-why`} why={whyOf('again')} />
					</div>
				)}
			</div>
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

/** What is wrong with a field, below it. */
export function Why({ id, why }: { id: string; why: string | false | undefined }) {
	return (
		<p id={id} aria-live="polite" className="mt-1 text-bad text-small">
			{why}
		</p>
	)
}
