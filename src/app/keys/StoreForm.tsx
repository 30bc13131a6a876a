import { useId, useState } from 'react'
import type { Certificate } from '../../certificates/certificate.ts'
import { isSelfSigned } from '../../certificates/issuers.ts'
import { writePem } from '../../certificates/pem.ts'
import type { Strength } from '../../keys/encryption.ts'
import { SaveButton } from '../files/SaveButton.tsx'
import { saveFile } from '../files/saveFile.ts'
import { Choice } from '../ui/Choice.tsx'
import { keyWords } from '../words/keyWords.ts'
import { isForJava } from './java.ts'
import { type KeyHolder, KeyTrouble } from './keyHolder.ts'
import { Message } from './Message.tsx'
import { field, type Password, PasswordFields } from './PasswordFields.tsx'

const w = keyWords.store

/** Everything that goes into a file with a key, and the buttons that make it. */
export function StoreForm({
	holder,
	path: [own, ...issuers],
	stem,
}: {
	holder: KeyHolder
	/** leaf first */
	path: readonly Certificate[]
	stem: string
}) {
	const id = useId()
	const [strength, setStrength] = useState<Strength>('modern')
	const [alias, setAlias] = useState(stem)
	const [password, setPassword] = useState<Password>({ text: '', differs: false })
	const [hasChain, setHasChain] = useState(true)
	const [hasRoot, setHasRoot] = useState(false)
	const [message, setMessage] = useState({ text: '', isBad: false })
	if (!own) return null
	const refuse = (text: string) => setMessage({ text, isBad: true })
	const run = async (name: string, said: string, make: () => Promise<string | Uint8Array<ArrayBuffer>>) => {
		setMessage({ text: w.making, isBad: false })
		try {
			saveFile({ name, type: 'application/octet-stream', content: await make() })
			setMessage({ text: said, isBad: false })
		} catch (error) {
			refuse(keyWords.failures[error instanceof KeyTrouble ? error.code : 'unexpected'])
		}
	}
	const save = (extension: 'pfx' | 'p12') => {
		if (password.text === '') return refuse(keyWords.failures['empty-password'])
		if (password.differs) return refuse(w.differs)
		if (extension === 'p12' && !isForJava(password.text)) return refuse(w.javaPassword)
		if (extension === 'p12' && alias.trim() === '') return refuse(w.javaAlias)
		const above = hasChain ? issuers.filter((one) => hasRoot || !isSelfSigned(one)) : []
		const certificates = [own.der, ...above.map(({ der }) => der)] as const
		const wishes = { certificates, alias: alias.trim(), password: password.text, strength }
		const name = `${stem}.${extension}`
		void run(name, w.saved(name), () => holder.make({ ask: 'key-store', wishes: { ...wishes, certificates } }))
	}
	const saveKey = () =>
		void run(`${stem}.key`, w.keySaved(`${stem}.key`), async () => {
			const pkcs8 = await holder.make({ ask: 'key' })
			const text = writePem('PRIVATE KEY', pkcs8)
			pkcs8.fill(0)
			return text
		})
	return (
		<section aria-labelledby={id} className="space-y-4">
			<h3 id={id} className="font-semibold text-lead">
				{w.title}
			</h3>
			<fieldset>
				<legend className="font-semibold">{w.strength}</legend>
				{(['modern', 'compatible'] as const).map((one) => (
					<Choice
						key={one}
						type="radio"
						group={id}
						label={w[one]}
						isChosen={strength === one}
						onChange={() => setStrength(one)}
					>
						{w[`${one}Text`]}
					</Choice>
				))}
			</fieldset>
			<div className="max-w-md">
				<label htmlFor={`${id}-alias`} className="font-semibold">
					{w.alias}
				</label>
				<input
					id={`${id}-alias`}
					value={alias}
					autoComplete="off"
					spellCheck={false}
					onChange={({ target }) => setAlias(target.value)}
					className={field}
				/>
			</div>
			<PasswordFields words={w} onPassword={setPassword} />
			{issuers.length > 0 && (
				<div>
					<Choice type="checkbox" label={w.chain} isChosen={hasChain} onChange={setHasChain} />
					{hasChain && issuers.some(isSelfSigned) && (
						<Choice type="checkbox" label={w.root} isChosen={hasRoot} onChange={setHasRoot}>
							{w.rootText}
						</Choice>
					)}
				</div>
			)}
			<div className="grid gap-4 sm:grid-cols-2">
				<SaveButton look="primary" label={w.pfx} text={w.pfxText} onSave={() => save('pfx')} />
				<SaveButton label={w.java} text={w.javaText} className="min-h-12!" onSave={() => save('p12')} />
				<SaveButton label={w.key} text={w.keyText} className="min-h-12!" onSave={saveKey} />
			</div>
			<Message {...message} />
		</section>
	)
}
