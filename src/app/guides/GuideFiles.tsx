import { archiveOf, type NamedFile } from '../../files/chainFiles.ts'
import { SaveButton } from '../files/SaveButton.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { guideWords as w } from '../words/guideWords.ts'
import type { FileNames } from './facts.ts'

/** One button for exactly the files that a target takes; where it takes text, buttons that copy each of them before. */
export function GuideFiles({
	stem,
	files,
	names,
	isPasted,
	isPrimary,
}: {
	/** what the archive of several is called */
	stem: string
	files: readonly NamedFile[]
	names: FileNames
	isPasted: boolean
	/** there is nothing else to begin with */
	isPrimary: boolean
}) {
	const [only] = files
	const isOne = files.length === 1 && only
	return (
		<div className="mt-2 space-y-3">
			{isPasted && (
				<div className="flex flex-wrap gap-3 print:hidden">
					{files.map((file) => {
						const label = file.name === names.bundle ? w.copyBundle : w.copyCertificate
						return (
							<CopyButton key={file.name} look="primary" text={() => String(file.content)} label={label} name={label} />
						)
					})}
				</div>
			)}
			<div className="max-w-md print:hidden">
				<SaveButton
					look={isPrimary && !isPasted ? 'primary' : 'plain'}
					label={w.save(files.map(({ name }) => name))}
					text={isOne ? w.alone(only.name === names.certificate) : w.inside(files.map(({ name }) => name))}
					saved={w.saved(isOne ? only.name : `${stem}.zip`)}
					failed={w.saveFailed}
					make={() => (isOne ? only : archiveOf(stem, files, new Date()))}
				/>
			</div>
			<ul className="hidden list-disc pl-5 marker:text-quiet print:block">
				{files.map(({ name }) => (
					<li key={name} className="[overflow-wrap:anywhere]">
						{name}
					</li>
				))}
			</ul>
		</div>
	)
}
