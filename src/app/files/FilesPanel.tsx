import { useId, useState } from 'react'
import type { NamedFile } from '../../files/chainFiles.ts'
import { nameText } from '../chain/nameText.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import { Choice } from '../ui/Choice.tsx'
import { chainWords } from '../words/chainWords.ts'
import { archiveFor } from './readMe.ts'
import { SaveButton } from './SaveButton.tsx'

/** The files of a chain, one line each, for those who know which they need. */
export function FilesPanel({ shown }: { shown: ShownChain }) {
	const {
		files,
		verdict: { kind, purpose, holder, notAfter },
	} = shown
	const id = useId()
	const [hasRoot, setHasRoot] = useState(false)
	const { leaf, pkcs7, pkcs7Der, withRoot } = files
	const plain = { caBundle: files.caBundle, fullChain: leaf?.fullChain, reversed: files.reversedBundle }
	const { caBundle, fullChain, reversed } = (hasRoot && withRoot) || plain
	const w = chainWords.files
	/** Another file under the same name has not been saved yet. */
	const line = (label: string, text: string, file: NamedFile | undefined) => (
		<SaveButton
			key={`${label} ${hasRoot}`}
			look="row"
			label={label}
			text={text}
			saved={w.saved(file?.name ?? '')}
			make={file && (() => file)}
		/>
	)
	const makeReminder = async () => {
		const { calendarFile } = await import('../../files/calendar.ts')
		const said = w.reminder(nameText(holder), notAfter)
		const id = `${files.stem}-${notAfter.getTime()}`
		return calendarFile({ stem: files.stem, id, end: notAfter, ...said }, new Date())
	}
	return (
		<section aria-labelledby={id} className="print:hidden">
			<h2 id={id} className="font-semibold text-lead">
				{w.title}
			</h2>
			<div className="mt-3 border-line border-t">
				{line(w.certificate, w.certificateText, leaf?.certificate)}
				{line(w.caBundle, w.caBundleText(purpose), caBundle)}
				{!files.caBundle && kind === 'issuer-missing' && (
					<p className="border-line border-b py-2.5 text-quiet text-small">{w.noBundle}</p>
				)}
				{line(w.fullChain, w.fullChainText(purpose), fullChain)}
				{(withRoot ?? reversed) && (
					<details className="border-line border-b py-2">
						<summary className="w-fit py-1 text-accent">{w.bundles}</summary>
						{withRoot && (
							<div className="mb-3">
								<Choice type="checkbox" label={w.root} isChosen={hasRoot} onChange={setHasRoot}>
									{w.rootText}
								</Choice>
							</div>
						)}
						{line(w.reversed, w.reversedText, reversed)}
					</details>
				)}
				<SaveButton
					look="row"
					label={w.zip}
					text={w.zipText}
					saved={w.saved(`${files.stem}.zip`)}
					failed={w.zipFailed}
					make={() => archiveFor(shown, new Date())}
				/>
				{line(w.pkcs7, w.pkcs7Text, pkcs7)}
				{line(w.pkcs7Der, w.pkcs7DerText, pkcs7Der)}
				{line(w.certificateDer, w.certificateDerText, leaf?.certificateDer)}
				{leaf && kind !== 'expired' && (
					<SaveButton
						look="row"
						label={w.remind}
						text={w.remindText}
						saved={w.saved(`${files.stem}.ics`)}
						failed={w.remindFailed}
						make={makeReminder}
					/>
				)}
			</div>
		</section>
	)
}
