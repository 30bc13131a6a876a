import type { ReactNode } from 'react'
import { Notice } from '../collect/Notice.tsx'
import { deskWords } from '../words/deskWords.ts'
import { type OrderStatus, standings } from './order.ts'
import { looks } from './StatusMark.tsx'

/** What the authority said of an order, and what that means to those who help a customer with it. */
export function StatusNotice({ status, children }: { status: OrderStatus; children?: ReactNode }) {
	const standing = standings[status.meaning]
	const { Icon } = looks[standing]
	return (
		<Notice
			explanation={deskWords.meanings[status.meaning]}
			icon={<Icon size={24} aria-hidden />}
			tone={standing === 'ready' ? 'good' : standing === 'pending' ? 'wait' : 'bad'}
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
