import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { displayName } from '../../certificates/certificate.ts'
import type { Strength } from '../../keys/encryption.ts'
import { nameText } from '../chain/nameText.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import { Button } from '../ui/Button.tsx'
import { keyWords as w } from '../words/keyWords.ts'
import { BringKey } from './BringKey.tsx'
import { KeyHolder, KeyTrouble } from './keyHolder.ts'
import type { Brought } from './keyProtocol.ts'
import { StoreForm } from './StoreForm.tsx'
import { TrustForm } from './TrustForm.tsx'
import { UnlockForm } from './UnlockForm.tsx'

type State =
	| { readonly kind: 'nothing'; readonly message: string; readonly isBad: boolean }
	| { readonly kind: 'reading' }
	| { readonly kind: 'brought'; readonly brought: Brought; readonly isWrong: boolean }

const troubleOf = (error: unknown) => (error instanceof KeyTrouble ? error.code : 'unexpected')

/** A private key: brought, compared with the certificates, made into files, and forgotten. */
export function KeyPanel({
	shown: { chain, files },
	brought: given,
	strength,
}: {
	shown: ShownChain
	/** what somebody brought to the result outside of this panel */
	brought?: Uint8Array<ArrayBuffer> | undefined
	/** the kind of file that is proposed */
	strength: Strength
}) {
	const [holder] = useState(() => new KeyHolder())
	const [state, setState] = useState<State>({ kind: 'nothing', message: '', isBad: false })
	useEffect(() => {
		const forget = () => {
			holder.forget()
			setState({ kind: 'nothing', message: '', isBad: false })
		}
		// A page that is kept for going back to is left as well.
		addEventListener('pagehide', forget)
		return () => {
			removeEventListener('pagehide', forget)
			holder.forget()
		}
	}, [holder])
	const path = chain.path.map(({ certificate }) => certificate)
	const certificates = [...path, ...chain.alternatives, ...chain.unrelated]
	// What came of one file is of no interest once another was brought, or all of it forgotten.
	const brings = useRef(0)
	const tell = (message: string, isBad: boolean) => setState({ kind: 'nothing', message, isBad })
	const bring = async (bytes: Uint8Array<ArrayBuffer>) => {
		setState({ kind: 'reading' })
		const mine = ++brings.current
		const isLast = () => mine === brings.current
		const publicKeys = certificates.map(({ publicKey }) => publicKey)
		await holder.open(bytes, publicKeys).then(
			(brought) => isLast() && setState({ kind: 'brought', brought, isWrong: false }),
			(error: unknown) => isLast() && tell(w.failures[troubleOf(error)], true),
		)
	}
	const take = useEffectEvent(bring)
	useEffect(() => {
		// Once it was taken, nothing of it is here any more.
		if (!given || given.length === 0) return
		if (!isSecureContext) return void given.fill(0)
		const timer = setTimeout(() => void take(given))
		return () => clearTimeout(timer)
	}, [given])
	const unlock = (passphrase: string) =>
		holder.unlock(passphrase).then(
			(brought) => setState({ kind: 'brought', brought, isWrong: false }),
			(error: unknown) => {
				if (troubleOf(error) === 'wrong-passphrase')
					setState({ kind: 'brought', brought: { kind: 'locked' }, isWrong: true })
				else tell(w.failures[troubleOf(error)], true)
			},
		)
	const forget = () => {
		holder.forget()
		tell(w.forgotten, false)
	}
	if (!isSecureContext) return <p className="mt-2 max-w-prose font-semibold text-bad">{w.insecure}</p>
	const brought = state.kind === 'brought' ? state.brought : undefined
	const isMatching = brought?.kind === 'key' && brought.owner === 0
	return (
		<div className="mt-2 space-y-6 rounded-md border border-line p-4 sm:p-5">
			<p className="max-w-prose">{w.stays}</p>
			{brought?.kind === 'locked' && state.kind === 'brought' && (
				<UnlockForm isWrong={state.isWrong} onUnlock={unlock} />
			)}
			{brought && brought.kind !== 'locked' && (
				<Outcome brought={brought} nameOf={(at) => nameText(certificates[at] ? displayName(certificates[at]) : '')} />
			)}
			{brought && <Button onClick={forget}>{w.forget}</Button>}
			{isMatching && <StoreForm key={strength} holder={holder} path={path} stem={files.stem} proposed={strength} />}
			{!isMatching && brought?.kind !== 'locked' && (
				<BringKey
					isReading={state.kind === 'reading'}
					onBring={bring}
					onUnreadable={() => tell(w.unreadableFile, true)}
				/>
			)}
			<p role="status" className={`empty:hidden ${state.kind === 'nothing' && state.isBad ? 'text-bad' : ''}`}>
				{state.kind === 'nothing' ? state.message : state.kind === 'reading' && w.reading}
			</p>
			<TrustForm holder={holder} path={path} stem={files.stem} />
		</div>
	)
}

/** Whether a key or a request belongs to the certificate, to another one, or to none. */
function Outcome({
	brought,
	nameOf,
}: {
	brought: Exclude<Brought, { kind: 'locked' }>
	nameOf: (at: number) => string
}) {
	const { kind, owner } = brought
	const isRight = owner === 0
	const Icon = isRight ? CircleCheck : CircleX
	const title = isRight
		? brought.kind === 'key'
			? w.matches.key(brought)
			: w.matches.request
		: owner === undefined
			? w.none.title(kind)
			: w.other.title(kind, nameOf(owner))
	return (
		<div role="status" className={`border-l-4 pl-4 ${isRight ? 'border-good' : 'border-bad'}`}>
			<p className={`flex items-start gap-2 font-semibold ${isRight ? 'text-good' : 'text-bad'}`}>
				<Icon size={20} aria-hidden className="mt-0.5 shrink-0" />
				{title}
			</p>
			{isRight && kind === 'request' && <p className="mt-1 max-w-prose">{w.matches.requestText}</p>}
			{!isRight && owner !== undefined && <p className="mt-1 max-w-prose">{w.other.text}</p>}
			{owner === undefined && (
				<>
					<p className="mt-1">{w.none.lead}</p>
					<ul className="ml-5 max-w-prose list-disc">
						{w.none.reasons.map((reason) => (
							<li key={reason}>{reason}</li>
						))}
					</ul>
				</>
			)}
		</div>
	)
}
