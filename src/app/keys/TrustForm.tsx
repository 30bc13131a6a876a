import { type FormEvent, useId, useState } from 'react'
import { type Certificate, displayName, isCertificateAuthority } from '../../certificates/certificate.ts'
import { saveFile } from '../files/saveFile.ts'
import { Button } from '../ui/Button.tsx'
import { keyWords } from '../words/keyWords.ts'
import { isForJava } from './java.ts'
import { type KeyHolder, KeyTrouble } from './keyHolder.ts'
import { Message } from './Message.tsx'
import { type Password, PasswordFields, type Unfit, unfitOf } from './PasswordFields.tsx'

const w = keyWords.trust

/** A trust store of the authorities, for which nobody needs a key. */
export function TrustForm({ holder, path, stem }: { holder: KeyHolder; path: readonly Certificate[]; stem: string }) {
	const id = useId()
	const [password, setPassword] = useState<Password>({ text: '', differs: false })
	const [unfit, setUnfit] = useState<Unfit>()
	const [message, setMessage] = useState({ text: '', isBad: false })
	const certificates = path.filter(isCertificateAuthority)
	if (certificates.length === 0) return null
	const submit = async (event: FormEvent) => {
		event.preventDefault()
		const notForJava = !isForJava(password.text) && ({ at: 'password', why: keyWords.store.javaPassword } as const)
		const found = unfitOf(password, w.empty) ?? (notForJava || undefined)
		setUnfit(found)
		if (found) return
		const name = `${stem}_truststore.p12`
		const names = certificates.map((one) => displayName(one).toLowerCase())
		// Java finds an entry by its alias and does not tell upper from lower case in it; a second one gets a number.
		const authorities = certificates.map(({ der }, at) => {
			const before = names.slice(0, at).filter((one) => one === names[at]).length
			return { der, alias: `${names[at]}${before > 0 ? ` ${before + 1}` : ''}` }
		})
		try {
			const wishes = { authorities, password: password.text, strength: 'modern' } as const
			saveFile({ name, type: 'application/octet-stream', content: await holder.make({ ask: 'trust-store', wishes }) })
			setMessage({ text: w.saved(name), isBad: false })
		} catch (error) {
			setMessage({ text: keyWords.failures[error instanceof KeyTrouble ? error.code : 'unexpected'], isBad: true })
		}
	}
	return (
		<details className="border-line border-t pt-4">
			<summary className="w-fit py-1 text-accent">{w.open}</summary>
			<form aria-labelledby={id} onSubmit={submit} className="mt-3 space-y-3">
				<h3 id={id} className="font-semibold text-lead">
					{w.title}
				</h3>
				<p className="max-w-prose text-quiet">{w.text}</p>
				<PasswordFields
					words={w}
					unfit={unfit}
					onPassword={(typed) => {
						setUnfit(undefined)
						setPassword(typed)
					}}
				/>
				<Button type="submit">{w.button}</Button>
				<Message {...message} />
			</form>
		</details>
	)
}
