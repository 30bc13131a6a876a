import { Printer } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Fingerprints, fingerprintsOf } from '../../certificates/fingerprints.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import { Button } from '../ui/Button.tsx'
import { guideWords as w } from '../words/guideWords.ts'
import { factsOf } from './facts.ts'
import { GuideView } from './GuideView.tsx'
import { type Target, targets } from './guide.ts'
import { groupsFor } from './guides.ts'
import { ServedCheck } from './ServedCheck.tsx'

const all: readonly Target[] = Object.values(targets).flat()

/** Where the certificate will go: a choice of servers and programs, and the guide for the chosen one. */
export function GuideSection({ shown: { chain, files, verdict } }: { shown: ShownChain }) {
	const id = useId()
	const heading = useRef<HTMLHeadingElement>(null)
	const leaf = chain.path[0].certificate
	const [target, setTarget] = useState<Target>()
	const [fingerprints, setFingerprints] = useState<Fingerprints>()
	useEffect(() => {
		let isOver = false
		void fingerprintsOf(leaf).then((made) => isOver || setFingerprints(made))
		return () => {
			isOver = true
		}
	}, [leaf])
	// It opens away from the button that opens it.
	useEffect(() => heading.current?.focus(), [])
	const facts = useMemo(() => factsOf(leaf, files, fingerprints), [leaf, files, fingerprints])
	if (!facts) return null
	const groups = groupsFor(verdict.purpose)
	const isServer = targets['tls-server'].some((one) => one === target)
	return (
		<section aria-labelledby={`${id}-title`} className={target ? '' : 'print:hidden'}>
			<h2 id={`${id}-title`} ref={heading} tabIndex={-1} className="scroll-mt-4 font-semibold text-lead">
				{w.title}
			</h2>
			<p className="mt-1 max-w-prose text-quiet print:hidden">{w.lead}</p>
			<label htmlFor={id} className="mt-4 block font-semibold print:hidden">
				{w.label}
			</label>
			<select
				id={id}
				value={target ?? ''}
				onChange={(event) => setTarget(all.find((one) => one === event.target.value))}
				className="mt-2 min-h-11 w-full max-w-sm rounded-md border border-field bg-raised px-3 print:hidden"
			>
				<option value="">{w.choose}</option>
				{groups.map((group) => (
					<optgroup key={group} label={w.groups[group]}>
						{targets[group].map((one) => (
							<option key={one} value={one}>
								{w.targets[one]}
							</option>
						))}
					</optgroup>
				))}
			</select>
			{target && (
				<GuideView key={target} target={target} facts={facts} isIssuerMissing={verdict.kind === 'issuer-missing'} />
			)}
			{isServer && <ServedCheck chain={chain} />}
			{target && (
				<Button look="quiet" onClick={() => print()} className="-ml-2 mt-4 print:hidden">
					<Printer size={16} aria-hidden />
					{w.print}
				</Button>
			)}
		</section>
	)
}
