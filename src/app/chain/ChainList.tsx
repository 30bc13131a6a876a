import { CircleCheck, CircleHelp, CircleX, Unlink } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { displayName } from '../../certificates/certificate.ts'
import type { Chain } from '../../certificates/chain.ts'
import type { Link } from '../../certificates/path.ts'
import { purposeOf } from '../../certificates/purpose.ts'
import type { SignatureState } from '../../certificates/signature.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import type { ChainFiles } from '../../files/chainFiles.ts'
import { chainWords } from '../words/chainWords.ts'
import { CertificateItem } from './CertificateItem.tsx'
import type { Origin } from './origin.ts'

const signatures = {
	verified: { Icon: CircleCheck, tone: 'text-good' },
	failed: { Icon: CircleX, tone: 'text-bad' },
	'not-checked': { Icon: CircleHelp, tone: 'text-quiet' },
} as const

const isUnchecked = ({ signedBy }: Link) =>
	signedBy.by !== 'missing' &&
	signedBy.signature.state === 'not-checked' &&
	signedBy.signature.reason === 'no-webcrypto'

/** The chain, leaf first, and between two certificates what holds them together. */
export function ChainList({
	chain,
	files,
	now,
	origin,
	children,
}: {
	chain: Chain
	files: ChainFiles
	now: Date
	origin: Origin
	/** other ways up, to choose from */
	children?: ReactNode
}) {
	const id = useId()
	const { title, explanation, role, notChecked } = chainWords.chain
	return (
		<section aria-labelledby={id}>
			<h2 id={id} className="font-semibold text-lead">
				{title}
			</h2>
			{chain.path.length > 1 && <p className="mt-1 text-quiet">{explanation}</p>}
			{chain.path.some(isUnchecked) && (
				<div className="mt-4 border-warn border-l-4 pl-4">
					<p className="font-semibold text-warn">{notChecked.title}</p>
					<p className="max-w-prose">{notChecked.text}</p>
				</div>
			)}
			{children}
			<ol className="mt-4">
				{chain.path.map((link) => (
					<li key={files.single.get(link.certificate)?.name}>
						<CertificateItem
							certificate={link.certificate}
							label={role(link.role, origin)}
							file={files.single.get(link.certificate)}
							now={now}
							isProminent={link.role === 'leaf'}
						/>
						<Connector link={link} />
					</li>
				))}
			</ol>
			{hasEnd(chain) && <p className="mt-3 max-w-prose text-quiet">{endText(chain)}</p>}
		</section>
	)
}

/** A gap says what is missing by itself; and behind a signature that failed or was not checked there is no telling. */
function hasEnd({ path, end }: Chain): boolean {
	const isSound = path.every(({ signedBy }) => signedBy.by === 'missing' || signedBy.signature.state === 'verified')
	return isSound && (end.kind !== 'open' || (end.isNameKnown && path.length > 1))
}

/** Where the chain ends, in a sentence; what the end is called is what stands there. */
function endText({ path: [leaf], end, knownRoots }: Chain): string {
	const at = end.kind === 'open' ? undefined : end.kind === 'cross-certificate' ? end.cross : end.root
	return visibleText(chainWords.chain.end(end, at ? displayName(at) : '', knownRoots, purposeOf(leaf.certificate)))
}

function Connector({ link: { signedBy } }: { link: Link }) {
	switch (signedBy.by) {
		case 'missing':
			return (
				<p className="flex items-start gap-3 py-3 pl-4 text-warn sm:pl-5">
					<Unlink size={20} aria-hidden className="mt-0.5 shrink-0" />
					{visibleText(chainWords.chain.missing(signedBy.issuer))}
				</p>
			)
		case 'next':
			return <Seal signature={signedBy.signature} text={chainWords.chain.signedBy} isLast={false} />
		case 'itself':
			return <Seal signature={signedBy.signature} text={chainWords.chain.signedByItself} isLast />
	}
}

function Seal({
	signature,
	text,
	isLast,
}: {
	signature: SignatureState
	text: (state: string) => string
	isLast: boolean
}) {
	const { Icon, tone } = signatures[signature.state]
	return (
		<p className={`flex items-stretch gap-3 pl-4 text-small sm:pl-5 ${tone}`}>
			<span aria-hidden className="grid w-5 shrink-0 place-items-center">
				<span className="h-3 border-line border-l-2" />
				<Icon size={20} />
				<span className={`h-3 border-line border-l-2 ${isLast ? 'invisible' : ''}`} />
			</span>
			<span className="self-center">{text(chainWords.chain.signature(signature))}</span>
		</p>
	)
}
