import { type ReactNode, useState } from 'react'
import type { NamedFile } from '../../files/chainFiles.ts'
import { nameText } from '../chain/nameText.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import { Choice } from '../ui/Choice.tsx'
import { chainWords } from '../words/chainWords.ts'
import { archiveFor } from './readMe.ts'
import { SaveButton } from './SaveButton.tsx'
import { saveFile } from './saveFile.ts'

/** The files of a chain: the two that most people want as big buttons, the rest beside them. */
export function FilesPanel({
	shown,
	children,
}: {
	shown: ShownChain
	/** what else can be done with them */
	children?: ReactNode
}) {
	const {
		files,
		verdict: { kind, purpose, holder, notAfter },
	} = shown
	const [message, setMessage] = useState('')
	const save = (file: NamedFile) => {
		saveFile(file)
		setMessage(chainWords.files.saved(file.name))
	}
	const saving = (file: NamedFile | undefined) => file && (() => save(file))
	const saveAll = () => archiveFor(shown, new Date()).then(save, () => setMessage(chainWords.files.zipFailed))
	const saveReminder = () =>
		import('../../files/calendar.ts')
			.then(({ calendarFile }) => {
				const shown = nameText(holder)
				const id = `${files.stem}-${notAfter.getTime()}`
				const said = chainWords.files.reminder(shown, notAfter)
				save(calendarFile({ stem: files.stem, id, end: notAfter, ...said }, new Date()))
			})
			.catch(() => setMessage(chainWords.files.remindFailed))
	const [hasRoot, setHasRoot] = useState(false)
	const { leaf, pkcs7, pkcs7Der, withRoot } = files
	const plain = { caBundle: files.caBundle, fullChain: leaf?.fullChain, reversed: files.reversedBundle }
	const { caBundle, fullChain, reversed } = (hasRoot && withRoot) || plain
	const w = chainWords.files
	// What should not be installed is not offered as the thing to do next.
	const look = kind === 'signature-failed' || kind === 'expired' || kind === 'refused' ? 'plain' : 'primary'
	return (
		<section aria-labelledby="files" className="print:hidden">
			<h2 id="files" className="font-semibold text-lead">
				{w.title}
			</h2>
			<div className="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
				<SaveButton look={look} label={w.certificate} text={w.certificateText} onSave={saving(leaf?.certificate)} />
				<SaveButton look={look} label={w.caBundle} text={w.caBundleText(purpose)} onSave={saving(caBundle)} />
				{!files.caBundle && kind === 'issuer-missing' && <p className="text-quiet text-small">{w.noBundle}</p>}
				<SaveButton label={w.fullChain} text={w.fullChainText(purpose)} onSave={saving(fullChain)} />
				{children}
				{(withRoot ?? reversed) && (
					<details className="sm:col-span-2 lg:col-span-1">
						<summary className="w-fit py-1 text-accent">{w.bundles}</summary>
						{withRoot && (
							<div className="mb-3">
								<Choice type="checkbox" label={w.root} isChosen={hasRoot} onChange={setHasRoot}>
									{w.rootText}
								</Choice>
							</div>
						)}
						<SaveButton label={w.reversed} text={w.reversedText} onSave={saving(reversed)} />
					</details>
				)}
				<SaveButton label={w.zip} text={w.zipText} onSave={saveAll} />
				<SaveButton label={w.pkcs7} text={w.pkcs7Text} onSave={saving(pkcs7)} />
				<SaveButton label={w.pkcs7Der} text={w.pkcs7DerText} onSave={saving(pkcs7Der)} />
				<SaveButton label={w.certificateDer} text={w.certificateDerText} onSave={saving(leaf?.certificateDer)} />
				{leaf && kind !== 'expired' && <SaveButton label={w.remind} text={w.remindText} onSave={saveReminder} />}
			</div>
			<p role="status" className="mt-3 min-h-5 text-small [overflow-wrap:anywhere]">
				{message}
			</p>
		</section>
	)
}
