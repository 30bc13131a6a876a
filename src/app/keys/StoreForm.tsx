import { useId, useRef, useState } from 'react'
import type { Certificate } from '../../certificates/certificate.ts'
import { isSelfSigned } from '../../certificates/issuers.ts'
import { writePem } from '../../certificates/pem.ts'
import type { Strength } from '../../keys/encryption.ts'
import { SaveButton } from '../files/SaveButton.tsx'
import { Choice } from '../ui/Choice.tsx'
import { keyWords } from '../words/keyWords.ts'
import { isForJava } from './java.ts'
import { type KeyHolder, KeyTrouble } from './keyHolder.ts'
import { Message } from './Message.tsx'
import { field, type Password, PasswordFields, type Unfit, unfitOf, Why } from './PasswordFields.tsx'

const w = keyWords.store

/** Everything that goes into a file with a key, and the buttons that make it. */
export function StoreForm({
	holder,
	path: [own, ...issuers],
	stem,
	proposed,
}: {
	holder: KeyHolder
	/** leaf first */
	path: readonly Certificate[]
	stem: string
	proposed: Strength
}) {
	const id = useId()
	const [strength, setStrength] = useState(proposed)
	const [alias, setAlias] = useState(stem)
	const [password, setPassword] = useState<Password>({ text: '', differs: false })
	const [hasChain, setHasChain] = useState(true)
	const [hasRoot, setHasRoot] = useState(false)
	const [unfit, setUnfit] = useState<Unfit>()
	const [isUnnamed, setUnnamed] = useState(false)
	const [message, setMessage] = useState({ text: '', isBad: false })
	const aliasField = useRef<HTMLInputElement>(null)
	if (!own) return null
	const make = async (name: string, content: () => Promise<string | Uint8Array<ArrayBuffer>>) => {
		setMessage({ text: w.making, isBad: false })
		try {
			const file = { name, type: 'application/octet-stream', content: await content() }
			setMessage({ text: '', isBad: false })
			return file
		} catch (error) {
			setMessage({ text: keyWords.failures[error instanceof KeyTrouble ? error.code : 'unexpected'], isBad: true })
			return undefined
		}
	}
	const makeStore = (extension: 'pfx' | 'p12') => {
		const isJava = extension === 'p12'
		const notForJava = isJava && !isForJava(password.text) && ({ at: 'password', why: w.javaPassword } as const)
		const found = unfitOf(password, keyWords.failures['empty-password']) ?? (notForJava || undefined)
		const isNameless = isJava && alias.trim() === ''
		setUnfit(found)
		setUnnamed(isNameless)
		if (found) return undefined
		if (isNameless) {
			aliasField.current?.focus()
			return undefined
		}
		const above = hasChain ? issuers.filter((one) => hasRoot || !isSelfSigned(one)) : []
		const certificates = [own.der, ...above.map(({ der }) => der)] as const
		const wishes = { certificates, alias: alias.trim(), password: password.text, strength }
		return make(`${stem}.${extension}`, () => holder.make({ ask: 'key-store', wishes }))
	}
	const makeKey = () =>
		make(`${stem}.key`, async () => {
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
					ref={aliasField}
					aria-invalid={isUnnamed}
					aria-describedby={`${id}-unnamed`}
					onChange={({ target }) => {
						setUnnamed(false)
						setAlias(target.value)
					}}
					className={field}
				/>
				<Why id={`${id}-unnamed`} why={isUnnamed && w.javaAlias} />
			</div>
			<PasswordFields
				words={w}
				unfit={unfit}
				onPassword={(typed) => {
					setUnfit(undefined)
					setPassword(typed)
				}}
			/>
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
				<SaveButton
					look="primary"
					label={w.pfx}
					text={w.pfxText}
					saved={w.saved(`${stem}.pfx`)}
					make={() => makeStore('pfx')}
				/>
				<SaveButton label={w.java} text={w.javaText} saved={w.saved(`${stem}.p12`)} make={() => makeStore('p12')} />
				<SaveButton label={w.key} text={w.keyText} saved={w.keySaved(`${stem}.key`)} make={makeKey} />
			</div>
			<Message {...message} />
		</section>
	)
}
