import { CircleX, Clock3, TriangleAlert } from 'lucide-react'
import type { Meaning } from '../../collectccc/codes.ts'
import type { StatusReply } from '../../collectccc/reply.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { Notice } from './Notice.tsx'

type Kind = 'wait' | 'end' | 'fault' | 'never-repeat'

/** Whether waiting helps, nothing helps, or something is at fault. Asking again after -16 could lock an account. */
const kinds: Record<Meaning, Kind> = {
	attached: 'wait',
	available: 'wait',
	processing: 'wait',
	'awaiting-payment': 'wait',
	'not-approved': 'wait',
	'call-limit': 'wait',
	rejected: 'end',
	revoked: 'end',
	'invalid-value': 'end',
	'permission-denied': 'end',
	'sign-in-refused': 'never-repeat',
	'authority-failure': 'fault',
	'missing-argument': 'fault',
	'unknown-argument': 'fault',
	'https-required': 'fault',
	'post-required': 'fault',
	unknown: 'fault',
}

/** The authority answered, and not with certificates: what it means, what to do next, and the code itself. */
export function Outcome({ reply: { code, meaning, message }, onAgain }: { reply: StatusReply; onAgain: () => void }) {
	const kind = kinds[meaning]
	const Icon = { wait: Clock3, end: CircleX, fault: TriangleAlert, 'never-repeat': CircleX }[kind]
	return (
		<Notice
			explanation={words.outcomes[meaning]}
			icon={<Icon size={24} aria-hidden />}
			tone={kind === 'wait' ? 'wait' : 'bad'}
		>
			<p className="text-quiet text-small">
				{words.statusCode(code)}
				{message !== '' && (
					<>
						{' · '}
						{words.authoritySaid} <q>{message}</q>
					</>
				)}
			</p>
			{kind !== 'never-repeat' && kind !== 'end' && (
				<Button className="mt-2" onClick={onAgain}>
					{words.askAgain}
				</Button>
			)}
		</Notice>
	)
}
