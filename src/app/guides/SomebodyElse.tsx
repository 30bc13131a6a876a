import type { ShownChain } from '../chain/shownChain.ts'
import { archiveFor } from '../files/readMe.ts'
import { SaveButton } from '../files/SaveButton.tsx'
import { chainWords } from '../words/chainWords.ts'
import { guideWords } from '../words/guideWords.ts'

const w = guideWords.somebodyElse

/** For those who do not install it themselves: what to send to whoever does, and what never to send. */
export function SomebodyElse({ shown }: { shown: ShownChain }) {
	const { files, verdict } = shown
	return (
		<section aria-label={chainWords.where.somebodyElse} className="mt-6 max-w-prose">
			<p>{w.text(verdict.purpose)}</p>
			<p className="mt-2 font-semibold">{w.never}</p>
			<div className="mt-4 max-w-md print:hidden">
				<SaveButton
					look="primary"
					label={w.button}
					text=""
					saved={chainWords.files.saved(`${files.stem}.zip`)}
					failed={chainWords.files.zipFailed}
					make={() => archiveFor(shown, new Date())}
				/>
			</div>
			<p className="mt-4 text-quiet">{w.asked}</p>
		</section>
	)
}
