import { useId, useState } from 'react'
import type { Certificate, UnreadableCertificate } from '../../certificates/certificate.ts'
import type { Chain } from '../../certificates/chain.ts'
import { isSelfSigned } from '../../certificates/issuers.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import type { ChainFiles } from '../../files/chainFiles.ts'
import { Button } from '../ui/Button.tsx'
import { chainWords } from '../words/chainWords.ts'
import { CertificateItem } from './CertificateItem.tsx'

type Places = ReadonlyMap<UnreadableCertificate, { readonly name: string | undefined; readonly item: number }>

/** What came along and stands in no line from the leaf to its root: other ways to a root, strangers, and rubbish. */
export function Aside({
	chain,
	files,
	now,
	places,
}: {
	chain: Chain
	files: ChainFiles
	now: Date
	/** where each of what could not be read stood, if there were several files */
	places?: Places | undefined
}) {
	const id = useId()
	const { alternatives, unrelated, unreadable } = chainWords.chain
	return (
		<>
			<Others
				certificates={chain.alternatives}
				heading={alternatives}
				label={chainWords.chain.cross}
				files={files}
				now={now}
			/>
			<Others
				certificates={chain.unrelated}
				heading={unrelated}
				label={chainWords.chain.other}
				files={files}
				now={now}
			/>
			{chain.unreadable.length > 0 && (
				<section aria-labelledby={id}>
					<h2 id={id} className="font-semibold text-lead">
						{unreadable.title}
					</h2>
					<p className="mt-1 max-w-prose text-quiet">{unreadable.text}</p>
					{chain.unreadable.map((one, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: they have no name, and the list never changes
						<details key={index} className="mt-3 rounded-md border border-line bg-raised p-4">
							<summary className="[overflow-wrap:anywhere]">{titleOf(one, index, places)}</summary>
							<p className="mt-2 text-quiet text-small">{one.reason}</p>
							<p className="mt-2 max-h-60 overflow-y-auto break-all font-mono text-small">
								{[...one.der.subarray(0, 4096)].map((octet) => octet.toString(16).padStart(2, '0')).join(' ')}
							</p>
						</details>
					))}
				</section>
			)}
		</>
	)
}

function titleOf(one: UnreadableCertificate, index: number, places?: Places): string {
	const { item, itemOf } = chainWords.chain.unreadable
	const place = places?.get(one)
	return place?.name === undefined
		? item(index + 1, one.der.length)
		: itemOf(place.item, visibleText(place.name), one.der.length)
}

/** Certificates that are shown at once: a list may have thousands. */
const step = 20

function Others({
	certificates,
	heading: { title, text },
	label,
	files,
	now,
}: {
	certificates: readonly Certificate[]
	heading: { title: string; text: string }
	/** what a certificate is called that did not sign itself */
	label: string
	files: ChainFiles
	now: Date
}) {
	const [inSight, setInSight] = useState(step)
	if (certificates.length === 0) return null
	return (
		<section aria-label={title}>
			<h2 className="font-semibold text-lead">{title}</h2>
			<p className="mt-1 max-w-prose text-quiet">{text}</p>
			<div className="mt-4 space-y-4">
				{certificates.slice(0, inSight).map((certificate) => {
					const file = files.single.get(certificate)
					return (
						<CertificateItem
							key={file?.name}
							certificate={certificate}
							label={isSelfSigned(certificate) ? chainWords.chain.root : label}
							file={file}
							now={now}
						/>
					)
				})}
			</div>
			{inSight < certificates.length && (
				<Button className="mt-4 print:hidden" onClick={() => setInSight(inSight + step)}>
					{chainWords.chain.showMore(Math.min(step, certificates.length - inSight), certificates.length - inSight)}
				</Button>
			)}
		</section>
	)
}
