import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { displayName } from '../../certificates/certificate.ts'
import type { Chain } from '../../certificates/chain.ts'
import { commonNameOf } from '../../certificates/name.ts'
import { compareServed, type ServedChain } from '../../certificates/servedChain.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import { nameText } from '../chain/nameText.ts'
import { PasteField } from '../ui/PasteField.tsx'
import { guideWords } from '../words/guideWords.ts'

const w = guideWords.check

/** Takes what openssl printed, and says whether the right chain is served, in the right order. */
export function ServedCheck({ chain }: { chain: Chain }) {
	const id = useId()
	const [text, setText] = useState('')
	const served = useMemo(() => (text.trim() === '' ? undefined : compareServed(text, chain)), [text, chain])
	return (
		<section aria-labelledby={`${id}-title`} className="mt-8 max-w-prose print:hidden">
			<h3 id={`${id}-title`} className="font-semibold">
				{w.title}
			</h3>
			<p id={`${id}-lead`} className="mt-1 mb-3">
				{w.lead}
			</p>
			<PasteField
				id={id}
				label={w.label}
				rows={4}
				value={text}
				onChange={({ target }) => setText(target.value)}
				aria-describedby={`${id}-lead`}
				placeholder="CONNECTED(00000003)"
			/>
			<div role="status" className="mt-3 space-y-2 [overflow-wrap:anywhere]">
				{served && <Result served={served} />}
			</div>
		</section>
	)
}

const looks = {
	good: { Icon: CircleCheck, tone: 'text-good' },
	warn: { Icon: TriangleAlert, tone: 'text-warn' },
	note: { Icon: Info, tone: 'text-quiet' },
} as const

function Line({ look, text }: { look: keyof typeof looks; text: string }) {
	const { Icon, tone } = looks[look]
	return (
		<p className="flex gap-3">
			<Icon size={20} aria-hidden className={`mt-0.5 shrink-0 ${tone}`} />
			<span className="min-w-0">{visibleText(text)}</span>
		</p>
	)
}

function Result({ served }: { served: ServedChain }) {
	switch (served.kind) {
		case 'no-connection':
		case 'no-certificate':
		case 'not-all-shown':
			return <Line look="warn" text={w.result(served)} />
		case 'another': {
			const { served: other, isSameName, isOlder } = served
			const issuer = commonNameOf(other.issuer)
			const what = w.another(nameText(displayName(other)), issuer, other.notAfter)
			return <Line look="warn" text={`${what} ${w.anotherReason(isSameName, isOlder)}`} />
		}
		case 'ours': {
			const { faults, verifyCode } = served
			const isFine = faults.every(({ kind }) => kind === 'root')
			return (
				<>
					{isFine && <Line look="good" text={w.right} />}
					{faults.map((fault) => (
						<Line
							key={fault.kind}
							look={fault.kind === 'root' ? 'note' : 'warn'}
							text={w.fault(
								fault,
								fault.certificates.map((one) => nameText(displayName(one))),
							)}
						/>
					))}
					{verifyCode !== undefined && (
						<Line look={verifyCode === 0 ? 'good' : 'note'} text={w.verifyCode(verifyCode)} />
					)}
				</>
			)
		}
	}
}
