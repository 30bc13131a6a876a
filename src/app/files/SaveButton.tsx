import { Check, Download, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import type { NamedFile } from '../../files/chainFiles.ts'
import { Button } from '../ui/Button.tsx'
import { saveFile } from './saveFile.ts'

const looks = {
	/** a button in one of the weights that buttons have, and what it is for below */
	primary: { around: 'space-y-1', button: 'w-full justify-between!' },
	plain: { around: 'space-y-1', button: 'min-h-12! w-full justify-between!' },
	/** a line of a list, all of which can be pressed */
	row: {
		around: 'relative border-line border-b py-2.5',
		button: 'w-full justify-between! after:absolute after:inset-0',
	},
} as const

const icons = { ready: Download, saved: Check, failed: TriangleAlert } as const

/**
 * Makes a file and saves it, and says below what it is for; once it is saved, that and under which name. There is no button for
 * a file that there is not.
 */
export function SaveButton({
	look = 'plain',
	label,
	text,
	saved,
	failed = '',
	make,
}: {
	look?: keyof typeof looks
	label: string
	text: string
	/** what stands in the place of `text` when it is saved; its room is kept, so that nothing moves */
	saved: string
	/** the same when it could not be made */
	failed?: string
	/** nothing comes of it where something is missing that the file is made of */
	make: (() => NamedFile | undefined | Promise<NamedFile | undefined>) | undefined
}) {
	const id = useId()
	const [state, setState] = useState<'ready' | 'saved' | 'failed'>('ready')
	if (make === undefined) return null
	const save = async () => {
		// Once more is said once more.
		setState('ready')
		try {
			const file = await make()
			if (file) saveFile(file)
			setState(file ? 'saved' : 'ready')
		} catch {
			setState('failed')
		}
	}
	const Icon = icons[state]
	const inPlace = 'col-start-1 row-start-1'
	return (
		<div className={looks[look].around}>
			<Button look={look} aria-describedby={id} onClick={() => void save()} className={looks[look].button}>
				<span className="min-w-0 py-1 [overflow-wrap:anywhere]">{label}</span>
				<Icon size={20} aria-hidden className="shrink-0" />
			</Button>
			<div id={id} className="grid text-small [overflow-wrap:anywhere]">
				<p className={`${inPlace} text-quiet ${state === 'ready' ? '' : 'invisible'}`}>{text}</p>
				<p aria-hidden className={`${inPlace} invisible`}>
					{saved}
				</p>
				<p role="status" className={`${inPlace} ${state === 'failed' ? 'text-bad' : 'text-good'}`}>
					{state === 'saved' && saved}
					{state === 'failed' && failed}
				</p>
			</div>
		</div>
	)
}
