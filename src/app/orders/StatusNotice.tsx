import type { ReactNode } from 'react'
import { Notice } from '../collect/Notice.tsx'
import { deskWords } from '../words/deskWords.ts'
import { type OrderStatus, standings } from './order.ts'
import { looks } from './StatusMark.tsx'

/** What the authority said of an order, and what that means to those who help a customer with it. */
export function StatusNotice({
	status,
	end,
	children,
}: {
	status: OrderStatus
	/** how the certificate's end makes it worth less than the status says */
	end?: 'ending' | 'expired' | undefined
	children?: ReactNode
}) {
	const standing = end ?? standings[status.meaning]
	const { Icon } = looks[standing]
	return (
		<Notice
			explanation={end ? deskWords.ends[end] : deskWords.meanings[status.meaning]}
			icon={<Icon size={24} aria-hidden />}
			tone={standing === 'ready' ? 'good' : standing === 'pending' || standing === 'ending' ? 'wait' : 'bad'}
		>
			<p className="text-quiet text-small">
				{deskWords.code(String(status.code))}
				{status.message !== '' && (
					<>
						{' · '}
						{deskWords.authoritySaid} <q>{status.message}</q>
					</>
				)}
			</p>
			{children}
		</Notice>
	)
}
