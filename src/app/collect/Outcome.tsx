import { CircleCheck, CircleX, Clock3, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
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

/** Statuses about which the authority wants to be asked every three hours at most. */
const isSlow = (meaning: Meaning) => ['available', 'processing', 'call-limit'].includes(meaning)
const threeHours = 3 * 3_600_000

/** @param isStatusAsked whether nothing but the status was asked for; @returns what the browser's tab says of a reply */
export function outcomeTitle({ meaning }: StatusReply, isStatusAsked: boolean): string {
	return isStatusAsked && isAvailable(meaning) ? outcomeWords.tabTitleOfStatus : outcomeWords.tabTitles[meaning]
}

/** The authority answered, and not with certificates: what it means, what to do next, and the code itself. */
export function Outcome({
	reply: { code, meaning, message, validity },
	isStatusAsked = false,
	askedAt,
	onAgain,
	onEverything,
	children,
}: {
	reply: StatusReply
	/** nothing but the status was asked for, so that it is no wonder that nothing else came */
	isStatusAsked?: boolean
	/** when it came, in milliseconds since 1970 */
	askedAt?: number
	/** none where nobody was asked */
	onAgain?: () => void
	onEverything?: () => void
	/** what came, as it came */
	children?: ReactNode
}) {
	const isThere = isStatusAsked && isAvailable(meaning)
	const kind = isThere ? 'good' : kinds[meaning]
	const worthFrom = askedAt !== undefined && !isThere && isSlow(meaning) ? askedAt + threeHours : undefined
	const isEarly = useIsBefore(worthFrom)
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
			{askedAt !== undefined && worthFrom !== undefined && (
				<p>{outcomeWords.asked(new Date(askedAt), new Date(worthFrom))}</p>
			)}
			{onAgain && (kind === 'wait' || kind === 'fault') && (
				<Button className="mt-2" onClick={onAgain}>
					{isEarly ? outcomeWords.askAnyway : outcomeWords.askAgain}
				</Button>
			)}
		</Notice>
	)
}

/** @param time in milliseconds since 1970; @returns whether it is still to come, and what it returns changes when it has */
function useIsBefore(time: number | undefined): boolean {
	const [reached, setReached] = useState<number>()
	useEffect(() => {
		if (time === undefined) return
		const timer = setTimeout(() => setReached(time), time - Date.now())
		return () => clearTimeout(timer)
	}, [time])
	return time !== undefined && reached !== time
}
