import { Download } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../ui/Button.tsx'

/** Saves a file, and says below what it is for. There is no button for a file that there is not. */
export function SaveButton({
	look = 'plain',
	label,
	text,
	className = '',
	onSave,
}: {
	look?: 'primary' | 'plain'
	label: string
	text: string
	className?: string
	onSave: (() => void) | undefined
}) {
	const id = useId()
	if (onSave === undefined) return null
	return (
		<div>
			<Button look={look} aria-describedby={id} onClick={onSave} className={`w-full justify-between! ${className}`}>
				{label}
				<Download size={20} aria-hidden className="shrink-0" />
			</Button>
			<p id={id} className="mt-1 text-quiet text-small">
				{text}
			</p>
		</div>
	)
}
