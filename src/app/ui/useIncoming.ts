import { useEffect, useEffectEvent, useState } from 'react'
import { usePlace } from './Place.tsx'
import { places } from './places.ts'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

const isField = (target: EventTarget | null) => target instanceof HTMLElement && target.matches('textarea, input')

/**
 * Takes what is dropped or pasted anywhere on the page while it is shown, or handed to it by another page. Text that goes
 * into a field is the field's.
 *
 * @returns whether files hang over the page right now
 */
export function useIncoming(onFiles: (files: readonly File[]) => void, onText: (text: string) => void): boolean {
	const { path, isShown } = usePlace()
	const [isOver, setOver] = useState(false)
	const over = useEffectEvent((event: DragEvent) => {
		if (!hasFiles(event)) return
		// Without this the browser would leave the page and open the file.
		event.preventDefault()
		setOver(true)
	})
	const leave = useEffectEvent((event: DragEvent) => event.relatedTarget === null && setOver(false))
	const drop = useEffectEvent((event: DragEvent) => {
		setOver(false)
		if (!hasFiles(event)) return
		event.preventDefault()
		onFiles([...(event.dataTransfer?.files ?? [])])
	})
	const paste = useEffectEvent((event: ClipboardEvent) => {
		const files = [...(event.clipboardData?.files ?? [])]
		const text = event.clipboardData?.getData('text/plain') ?? ''
		if (files.length > 0) onFiles(files)
		else if (!isField(event.target) && text !== '') onText(text)
		else return
		event.preventDefault()
	})
	const take = useEffectEvent(() => {
		const incoming = places.take(path)
		if (typeof incoming === 'string') onText(incoming)
		else if (incoming) onFiles(incoming)
	})
	useEffect(() => {
		if (!isShown) return
		take()
		const stop = new AbortController()
		const { signal } = stop
		addEventListener('dragover', (event) => over(event), { signal })
		addEventListener('dragleave', (event) => leave(event), { signal })
		addEventListener('drop', (event) => drop(event), { signal })
		addEventListener('paste', (event) => paste(event), { signal })
		return () => stop.abort()
	}, [isShown])
	return isOver
}
