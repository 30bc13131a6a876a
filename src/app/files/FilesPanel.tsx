import { Download } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import type { NamedFile } from '../../files/chainFiles.ts'
import { nameText } from '../chain/nameText.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import { Button } from '../ui/Button.tsx'
import { chainWords } from '../words/chainWords.ts'
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
	const saveAll = () =>
		import('./readMe.ts')
			.then(({ archiveFor }) => archiveFor(shown, new Date()))
			.then(save)
			.catch(() => setMessage(chainWords.files.zipFailed))
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
	const rootId = useId()
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
				<FileButton look={look} label={w.certificate} text={w.certificateText} file={leaf?.certificate} onSave={save} />
				<FileButton look={look} label={w.caBundle} text={w.caBundleText(purpose)} file={caBundle} onSave={save} />
				{!files.caBundle && kind === 'issuer-missing' && <p className="text-quiet text-small">{w.noBundle}</p>}
				<FileButton label={w.fullChain} text={w.fullChainText(purpose)} file={fullChain} onSave={save} />
				{(withRoot ?? reversed) && (
					<details className="sm:col-span-2 lg:col-span-1">
						<summary className="w-fit py-1 text-accent">{w.bundles}</summary>
						{withRoot && (
							<>
								<label className="flex w-fit items-center gap-2 py-2">
									<input
										type="checkbox"
										checked={hasRoot}
										aria-describedby={rootId}
										onChange={({ target }) => setHasRoot(target.checked)}
										className="size-4 accent-accent"
									/>
									{w.root}
								</label>
								<p id={rootId} className="mb-3 text-quiet text-small">
									{w.rootText}
								</p>
							</>
						)}
						<FileButton label={w.reversed} text={w.reversedText} file={reversed} onSave={save} />
					</details>
				)}
				<FileButton label={w.zip} text={w.zipText} file="all" onSave={saveAll} />
				<FileButton label={w.pkcs7} text={w.pkcs7Text} file={pkcs7} onSave={save} />
				<FileButton label={w.pkcs7Der} text={w.pkcs7DerText} file={pkcs7Der} onSave={save} />
				<FileButton label={w.certificateDer} text={w.certificateDerText} file={leaf?.certificateDer} onSave={save} />
				{leaf && kind !== 'expired' && (
					<FileButton label={w.remind} text={w.remindText} file="reminder" onSave={saveReminder} />
				)}
				{children}
			</div>
			<p role="status" className="mt-3 min-h-5 text-small [overflow-wrap:anywhere]">
				{message}
			</p>
		</section>
	)
}

/** Saves a file, or whatever `onSave` makes; there is no button for a file that there is not. */
function FileButton<File extends NamedFile | 'all' | 'reminder'>({
	look = 'plain',
	label,
	text,
	file,
	onSave,
}: {
	look?: 'primary' | 'plain'
	label: string
	text: string
	file: File | undefined
	onSave: (file: File) => void
}) {
	const id = useId()
	if (file === undefined) return null
	return (
		<div>
			<Button look={look} aria-describedby={id} onClick={() => onSave(file)} className="w-full justify-between!">
				{label}
				<Download size={20} aria-hidden className="shrink-0" />
			</Button>
			<p id={id} className="mt-1 text-quiet text-small">
				{text}
			</p>
		</div>
	)
}
