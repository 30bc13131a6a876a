import { CircleCheck, CircleX, Clock3, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Meaning } from '../../collectccc/codes.ts'
import type { StatusReply } from '../../collectccc/reply.ts'
import { Button } from '../ui/Button.tsx'
import { outcomeWords } from '../words/outcomeWords.ts'
import { Notice } from './Notice.tsx'

type Kind = 'good' | 'wait' | 'end' | 'fault' | 'never-repeat'

/** Whether waiting helps, nothing helps, or something is at fault. Asking again after -16 could lock an account. */
const kinds: Record<Meaning, Kind> = {
	attached: 'wait',
	available: 'wait',
	processing: 'wait',
	'being-issued': 'wait',
	'awaiting-payment': 'wait',
	'not-approved': 'wait',
	'call-limit': 'wait',
	rejected: 'end',
	revoked: 'end',
	'invalid-value': 'end',
	'permission-denied': 'end',
	'sign-in-refused': 'never-repeat',
	'request-not-accepted': 'end',
	'key-not-accepted': 'end',
	'name-not-accepted': 'end',
	'no-credit': 'wait',
	'wrong-state': 'fault',
	'authority-failure': 'fault',
	'missing-argument': 'fault',
	'unknown-argument': 'fault',
	'https-required': 'fault',
	'post-required': 'fault',
	unknown: 'fault',
}

/** Statuses that mean that the certificate is there, and only the status was wanted. */
const isAvailable = (meaning: Meaning) => meaning === 'available' || meaning === 'attached'

/** The authority answered, and not with certificates: what it means, what to do next, and the code itself. */
export function Outcome({
	reply: { code, meaning, message, validity },
	isStatusAsked = false,
	onAgain,
	onEverything,
	children,
}: {
	reply: StatusReply
	/** nothing but the status was asked for, so that it is no wonder that nothing else came */
	isStatusAsked?: boolean
	/** none where nobody was asked */
	onAgain?: () => void
	onEverything?: () => void
	/** what came, as it came */
	children?: ReactNode
}) {
	const isThere = isStatusAsked && isAvailable(meaning)
	const kind = isThere ? 'good' : kinds[meaning]
	const Icon = { good: CircleCheck, wait: Clock3, end: CircleX, fault: TriangleAlert, 'never-repeat': CircleX }[kind]
	return (
		<Notice
			explanation={isThere ? outcomeWords.statusAsked : outcomeWords.outcomes[meaning]}
			icon={<Icon size={24} aria-hidden />}
			tone={kind === 'good' || kind === 'wait' ? kind : 'bad'}
		>
			<p className="text-quiet text-small">
				{outcomeWords.statusCode(code)}
				{message !== '' && (
					<>
						{' · '}
						{outcomeWords.authoritySaid} <q>{message}</q>
					</>
				)}
			</p>
			{validity && <p>{outcomeWords.statedPeriod(validity.notBefore, validity.notAfter)}</p>}
			{children}
			{isThere && onEverything && (
				<Button className="mt-2" onClick={onEverything}>
					{outcomeWords.collectEverything}
				</Button>
			)}
			{onAgain && (kind === 'wait' || kind === 'fault') && (
				<Button className="mt-2" onClick={onAgain}>
					{outcomeWords.askAgain}
				</Button>
			)}
		</Notice>
	)
}
