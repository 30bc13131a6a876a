import { CircleX, Clock3, LoaderCircle } from 'lucide-react'
import { type ComponentProps, type FormEvent, Fragment, useEffect, useId, useRef, useState } from 'react'
import { Failure } from '../collect/Failure.tsx'
import { Notice } from '../collect/Notice.tsx'
import { type DemoAccount, readDeployment } from '../deployment.ts'
import { Button } from '../ui/Button.tsx'
import { usePageTitle } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import { isLeft } from './deskOfPage.ts'
import { ownerOfKept } from './deskStorage.ts'
import { type SessionEnd, type SignInOutcome, signIn } from './session.ts'
import { useNow } from './useNow.ts'

const names = ['loginName', 'loginPassword', 'orderNumber'] as const
type Name = (typeof names)[number]

const limits: Record<Name, number> = { loginName: 64, loginPassword: 128, orderNumber: 20 }
const isFit = (name: Name, value: string) =>
	value !== '' && value.length <= limits[name] && (name !== 'orderNumber' || /^\d+$/.test(value))

type State = 'ready' | 'busy' | Exclude<SignInOutcome, { kind: 'signed-in' }>

/**
 * Signs in with what stands in its fields. React never has the password: it is read out of its field when the form is sent,
 * and the field is empty from then on.
 */
export function SignInForm({
	ended,
	known,
	onSignedIn,
}: {
	ended: { readonly why: SessionEnd; readonly loginName: string } | undefined
	/** an order of the desk, for somebody who comes back to it */
	known: string | undefined
	/** with the name, and the number of the order that was asked for */
	onSignedIn: (form: { readonly loginName: string; readonly orderNumber: string }) => void
}) {
	const w = deskWords.signIn
	usePageTitle(w.pageTitle)
	const id = useId()
	const form = useRef<HTMLFormElement>(null)
	// After a reload nothing else tells whose orders wait here.
	const [kept] = useState(() => (ended ? undefined : ownerOfKept(sessionStorage)))
	const awaited = ended?.loginName ?? kept
	const [state, setState] = useState<State>('ready')
	const [unfit, setUnfit] = useState<{ readonly name: Name; readonly isMissing: boolean }>()
	const isThrottled = typeof state === 'object' && state.kind === 'throttled'
	const errorOf = (name: Name) => unfit?.name === name && w[unfit.isMissing ? 'missing' : 'unfit'][name]
	const fieldOf = (name: Name) => form.current?.elements.namedItem(name) as HTMLInputElement | null

	const submit = async (event: FormEvent) => {
		event.preventDefault()
		if (state === 'busy' || isThrottled || !form.current) return
		const given = new FormData(form.current)
		const values = names.map((name) => [name, String(given.get(name) ?? '')] as const)
		const trimmed = values.map(([name, value]) => [name, name === 'loginPassword' ? value : value.trim()] as const)
		const [wrong, value] = trimmed.find((field) => !isFit(...field)) ?? []
		setUnfit(wrong && { name: wrong, isMissing: value === '' })
		if (wrong) return fieldOf(wrong)?.focus()
		setState('busy')
		const password = fieldOf('loginPassword')
		if (password) password.value = ''
		const parameters = new URLSearchParams(trimmed.map(([name, value]) => [name, value]))
		const [loginName, orderNumber] = [parameters.get('loginName') ?? '', parameters.get('orderNumber') ?? '']
		const outcome = await signIn(parameters)
		if (outcome.kind === 'signed-in') return onSignedIn({ loginName, orderNumber })
		setState(outcome)
		password?.focus()
	}
	const fillIn = ({ loginName, loginPassword, orderNumber }: DemoAccount) => {
		for (const [name, value] of Object.entries({ loginName, loginPassword, orderNumber })) {
			const field = form.current?.elements.namedItem(name)
			if (field instanceof HTMLInputElement) field.value = value
		}
		form.current?.querySelector('button')?.focus()
	}

	return (
		<>
			<form ref={form} onSubmit={submit} noValidate>
				<h1 className="text-balance font-semibold text-title tracking-tight">{w.title}</h1>
				{ended ? (
					<div role="alert" className="mt-4 max-w-prose border-warn border-l-4 pl-4">
						<p className="font-semibold text-warn">{w.ended[ended.why].title}</p>
						<p>{w.ended[ended.why].cause}</p>
						<p>{w.ended[ended.why].next}</p>
					</div>
				) : isLeft ? (
					<p role="status" className="mt-4 max-w-prose border-good border-l-4 pl-4">
						{deskWords.session.left}
					</p>
				) : kept !== undefined ? (
					<p role="status" className="mt-4 max-w-prose border-accent border-l-4 pl-4">
						{w.kept(kept)}
					</p>
				) : (
					<p className="mt-3 max-w-prose text-lead text-quiet">{w.lead}</p>
				)}
				<div className="mt-8 grid max-w-md gap-4">
					<Field
						label={w.loginName}
						name="loginName"
						autoComplete="username"
						defaultValue={awaited}
						error={errorOf('loginName')}
						autoFocus={awaited === undefined}
					/>
					<Field
						label={w.loginPassword}
						name="loginPassword"
						type="password"
						autoComplete="current-password"
						error={errorOf('loginPassword')}
						autoFocus={awaited !== undefined}
					/>
					<Field
						label={w.orderNumber}
						name="orderNumber"
						inputMode="numeric"
						autoComplete="off"
						defaultValue={ended && known}
						error={errorOf('orderNumber')}
						hint={w.why}
					/>
				</div>
				<Button
					type="submit"
					look="primary"
					aria-disabled={state === 'busy' || isThrottled}
					aria-describedby={`${id}-outcome`}
					className="mt-6 w-full sm:w-44"
				>
					{state === 'busy' && <LoaderCircle size={20} aria-hidden className="-ml-7 motion-safe:animate-spin" />}
					{w.button}
				</Button>
			</form>
			<div id={`${id}-outcome`} className="mt-8">
				{typeof state === 'object' && <Outcome outcome={state} onOver={() => setState('ready')} />}
			</div>
			<DemoAccountHint onFillIn={fillIn} />
		</>
	)
}

function Field({
	label,
	hint,
	error,
	...input
}: ComponentProps<'input'> & { label: string; hint?: string; error: string | false }) {
	const id = useId()
	return (
		<div>
			<label htmlFor={id} className="font-semibold">
				{label}
			</label>
			<input
				id={id}
				autoCapitalize="none"
				spellCheck={false}
				aria-invalid={error !== false}
				aria-describedby={`${id}-hint`}
				className="mt-1 block min-h-11 w-full rounded-md border border-field bg-raised px-3 aria-invalid:border-bad"
				{...input}
			/>
			<div id={`${id}-hint`} aria-live="polite" className="mt-1 text-small">
				{error !== false && <p className="text-bad">{error}</p>}
				{hint !== undefined && <p className="text-quiet">{hint}</p>}
			</div>
		</div>
	)
}

function Outcome({ outcome, onOver }: { outcome: Exclude<State, 'ready' | 'busy'>; onOver: () => void }) {
	const w = deskWords.signIn
	switch (outcome.kind) {
		case 'refused':
			return (
				<div role="alert">
					<Notice explanation={w.refused} causes={w.causes} icon={<CircleX size={24} aria-hidden />} tone="bad">
						<p className="text-quiet text-small">{w.refusedCode}</p>
					</Notice>
				</div>
			)
		case 'throttled':
			return (
				<div role="alert">
					<Notice explanation={w.throttled} icon={<Clock3 size={24} aria-hidden />} tone="wait">
						<Countdown until={outcome.until} onOver={onOver} />
					</Notice>
				</div>
			)
		case 'failed':
			return <Failure failure={outcome.failure} explanation={deskWords.failure(outcome.failure.code)} />
	}
}

/** How long it still takes, second by second; it is not read out each time. */
function Countdown({ until, onOver }: { until: Date; onOver: () => void }) {
	const left = until.getTime() - useNow(1000).getTime()
	useEffect(() => {
		if (left <= 0) onOver()
	}, [left, onOver])
	return (
		<p role="timer" className="font-semibold">
			{deskWords.signIn.again(Math.max(0, left))}
		</p>
	)
}

/** What can be tried in a sandbox, marked as such. */
function DemoAccountHint({ onFillIn }: { onFillIn: (account: DemoAccount) => void }) {
	const [{ account }] = useState(readDeployment)
	if (!account) return null
	const w = deskWords.signIn
	return (
		<section
			aria-label={w.demo.title}
			className="mt-12 max-w-3xl rounded-md border border-warn border-dashed p-4 sm:p-6"
		>
			<h2 className="font-semibold text-warn">{w.demo.title}</h2>
			<p className="mt-1 max-w-prose">{w.demo.text}</p>
			<dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
				{(
					[
						[w.loginName, account.loginName],
						[w.loginPassword, account.loginPassword],
						[w.orderNumber, account.orderNumber],
					] as const
				).map(([label, value]) => (
					<Fragment key={label}>
						<dt className="text-quiet">{label}</dt>
						<dd className="font-mono">{value}</dd>
					</Fragment>
				))}
			</dl>
			<Button className="mt-4" onClick={() => onFillIn(account)}>
				{w.demo.fillIn}
			</Button>
		</section>
	)
}
