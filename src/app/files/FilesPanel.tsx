import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import { type ChainFiles, type NamedFile, zipFile } from '../../files/chainFiles.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { saveFile } from './saveFile.ts'

/** The files of a chain: the two that most people want as big buttons, the rest beside them. */
export function FilesPanel({ files }: { files: ChainFiles }) {
	const [saved, setSaved] = useState<string>()
	const save = (file: NamedFile) => {
		saveFile(file)
		setSaved(file.name)
	}
	const saveAll = () => void zipFile(files, new Date()).then(save)
	const { caBundle } = files
	const w = words.files
	return (
		<section aria-labelledby="files" className="print:hidden">
			<h2 id="files" className="font-semibold text-lead">
				{w.title}
			</h2>
			<div className="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
				<FileButton
					look="primary"
					label={w.certificate}
					text={w.certificateText}
					onSave={() => save(files.certificate)}
				/>
				{caBundle ? (
					<FileButton look="primary" label={w.caBundle} text={w.caBundleText} onSave={() => save(caBundle)} />
				) : (
					<p className="text-quiet text-small">{w.noBundle}</p>
				)}
				<FileButton label={w.fullChain} text={w.fullChainText} onSave={() => save(files.fullChain)} />
				<FileButton label={w.zip} text={w.zipText} onSave={saveAll} />
				<FileButton label={w.pkcs7} text={w.pkcs7Text} onSave={() => save(files.pkcs7)} />
				<FileButton label={w.certificateDer} text={w.certificateDerText} onSave={() => save(files.certificateDer)} />
			</div>
			<p role="status" className="mt-3 min-h-5 text-small [overflow-wrap:anywhere]">
				{saved && w.saved(saved)}
			</p>
		</section>
	)
}

function FileButton({
	look = 'plain',
	label,
	text,
	onSave,
}: {
	look?: 'primary' | 'plain'
	label: string
	text: string
	onSave: () => void
}) {
	const id = useId()
	return (
		<div>
			<Button look={look} aria-describedby={id} onClick={onSave} className="w-full justify-between!">
				{label}
				<Download size={20} aria-hidden className="shrink-0" />
			</Button>
			<p id={id} className="mt-1 text-quiet text-small">
				{text}
			</p>
		</div>
	)
}
