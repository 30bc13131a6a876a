import { Check, Copy } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'

/** Outside a secure context there is no clipboard to write to, but a selection can still be copied. */
function copySelection(text: string): boolean {
	const area = document.createElement('textarea')
	area.value = text
	area.setAttribute('readonly', '')
	area.className = 'fixed top-0 left-0 opacity-0'
	document.body.append(area)
	area.select()
	const isCopied = document.execCommand('copy')
	area.remove()
	return isCopied
}

async function copy(text: string): Promise<boolean> {
	const clipboard: Clipboard | undefined = navigator.clipboard
	if (!clipboard) return copySelection(text)
	return clipboard.writeText(text).then(
		() => true,
		() => copySelection(text),
	)
}

/** Copies a text, made only then where that costs something, and says so in its own place. `name` is what assistive technology calls the button. */
export function CopyButton({
	text,
	label,
	name,
	look = 'quiet',
}: {
	text: string | (() => string)
	/** nothing but the icon where there is none */
	label?: string
	name: string
	look?: ComponentProps<typeof Button>['look']
}) {
	const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready')
	return (
		<>
			<Button
				look={look}
				aria-label={name}
				onClick={(event) => {
					const button = event.currentTarget
					void copy(typeof text === 'string' ? text : text()).then((isCopied) => {
						setState(isCopied ? 'copied' : 'failed')
						button.focus()
					})
				}}
				onBlur={() => setState('ready')}
			>
				{state === 'copied' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
				{label !== undefined && (
					<span className="grid">
						{/* Both words lie on one another, so that the button keeps its width. */}
						<span className={`col-start-1 row-start-1 ${state === 'copied' ? 'invisible' : ''}`}>{label}</span>
						<span className={`col-start-1 row-start-1 ${state === 'copied' ? '' : 'invisible'}`}>{words.copied}</span>
					</span>
				)}
			</Button>
			<span aria-live="polite" className={state === 'failed' ? 'text-bad text-small' : 'sr-only'}>
				{state === 'copied' && words.copied}
				{state === 'failed' && words.copyFailed}
			</span>
		</>
	)
}
