import { FilePlus2 } from 'lucide-react'
import { type ComponentProps, useRef } from 'react'
import { Button } from '../ui/Button.tsx'

/** A button that lets the browser ask for files, as many as somebody likes and of any kind. */
export function ChooseFiles({
	label,
	look,
	className,
	onFiles,
}: {
	label: string
	look?: ComponentProps<typeof Button>['look']
	className?: string
	onFiles: (files: readonly File[]) => void
}) {
	const input = useRef<HTMLInputElement>(null)
	return (
		<>
			<Button {...(look && { look })} className={className} onClick={() => input.current?.click()}>
				<FilePlus2 size={20} aria-hidden />
				{label}
			</Button>
			<input
				ref={input}
				type="file"
				multiple
				hidden
				aria-label={label}
				onChange={({ currentTarget }) => {
					onFiles([...(currentTarget.files ?? [])])
					// The same file once more is a new wish.
					currentTarget.value = ''
				}}
			/>
		</>
	)
}
