import type { ReactNode } from 'react'
import { Column } from '../ui/Page.tsx'

/** The place below the form: its explanation, or whatever comes instead of it. */
export function Below({ children }: { children: ReactNode }) {
	return (
		<Column>
			<div className="mt-8 border-line border-t pt-8">{children}</div>
		</Column>
	)
}
