import { Printer } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { type Fingerprints, fingerprintsOf } from '../../certificates/fingerprints.ts'
import type { Strength } from '../../keys/encryption.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import { Button } from '../ui/Button.tsx'
import { guideWords as w } from '../words/guideWords.ts'
import { factsOf } from './facts.ts'
import { GuideView } from './GuideView.tsx'
import { ServedCheck } from './ServedCheck.tsx'
import { SomebodyElse } from './SomebodyElse.tsx'
import { type Choice, targets } from './targets.ts'

/** What to do for what was chosen, and what a server sends compared with what it should. */
export function GuideSection({
	choice,
	shown,
	onPfx,
}: {
	choice: Choice
	shown: ShownChain
	/** leads to where a .pfx of that kind is made */
	onPfx: (strength: Strength) => void
}) {
	const { chain, files, verdict } = shown
	const leaf = chain.path[0].certificate
	const [fingerprints, setFingerprints] = useState<Fingerprints>()
	useEffect(() => {
		let isOver = false
		void fingerprintsOf(leaf).then((made) => isOver || setFingerprints(made))
		return () => {
			isOver = true
		}
	}, [leaf])
	const facts = useMemo(() => factsOf(leaf, files, fingerprints), [leaf, files, fingerprints])
	if (choice === 'somebody-else') return <SomebodyElse shown={shown} />
	if (!facts) return null
	const isServer = targets['tls-server'].some((one) => one === choice)
	return (
		<>
			<GuideView target={choice} facts={facts} isIssuerMissing={verdict.kind === 'issuer-missing'} onPfx={onPfx} />
			{isServer && <ServedCheck chain={chain} />}
			<Button look="quiet" onClick={() => print()} className="-ml-2 mt-4 print:hidden">
				<Printer size={16} aria-hidden />
				{w.print}
			</Button>
		</>
	)
}
