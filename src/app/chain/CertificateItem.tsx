import { Download } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { type Certificate, displayName } from '../../certificates/certificate.ts'
import { isSelfSigned } from '../../certificates/issuers.ts'
import { commonNameOf } from '../../certificates/name.ts'
import { inPairs } from '../../certificates/octets.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import type { NamedFile } from '../../files/chainFiles.ts'
import { outdated } from '../collect/collectionFailure.ts'
import { LoadingBoundary } from '../collect/LoadingBoundary.tsx'
import { saveFile } from '../files/saveFile.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { DateText } from '../ui/DateText.tsx'
import { chainWords } from '../words/chainWords.ts'
import { nameText } from './nameText.ts'
import { ValidityBar } from './ValidityBar.tsx'

const CertificateDetails = lazy(() =>
	import('../details/CertificateDetails.tsx')
		.catch(outdated)
		.then((module) => ({ default: module.CertificateDetails })),
)

/** Names that are shown before the rest folds away. */
const namesInSight = 4

interface CertificateItemProps {
	readonly certificate: Certificate
	/** its role, in words */
	readonly label: string
	readonly file: NamedFile | undefined
	readonly now: Date
	readonly isProminent?: boolean
}

/** One certificate: who it is for, who issued it, until when it is valid, and its own file. */
export function CertificateItem({ certificate, label, file, now, isProminent = false }: CertificateItemProps) {
	const { chain } = chainWords
	const [isWanted, setWanted] = useState(false)
	const { issuer, notBefore, notAfter, serialNumber, key, extensions } = certificate
	const name = nameText(displayName(certificate))
	const names = (extensions.subjectAlternativeName?.names ?? []).map(({ value }) => nameText(value))
	const issuerName = visibleText(commonNameOf(issuer))
	return (
		<article
			className={`rounded-md border bg-raised p-4 sm:p-5 print:break-inside-avoid ${isProminent ? 'border-field' : 'border-line'}`}
		>
			<p className="text-quiet text-small">{label}</p>
			<h3 className="font-semibold text-lead [overflow-wrap:anywhere]">{name}</h3>
			<p className="text-quiet">{isSelfSigned(certificate) ? chain.issuedByItself : chain.issuedBy(issuerName)}</p>
			<div className="mt-3 flex flex-wrap justify-between gap-x-4">
				<DateText value={notBefore} label={chain.validFrom} />
				<DateText value={notAfter} label={chain.validUntil} isAtEnd />
			</div>
			<ValidityBar from={notBefore} until={notAfter} now={now} />
			{names.length > 0 && (
				<div className="mt-3 [overflow-wrap:anywhere]">
					<span className="text-quiet">{chain.names} </span>
					{chain.list(names.slice(0, namesInSight), names.length - namesInSight)}
					{names.length > namesInSight && (
						<details className="mt-1">
							<summary className="py-1 text-accent">{chain.allNames(names.length)}</summary>
							<div className="mt-1 columns-1 gap-6 font-mono text-small sm:columns-2">
								{names.map((one) => (
									<p key={one}>{one}</p>
								))}
							</div>
						</details>
					)}
				</div>
			)}
			<dl className="mt-3 grid gap-x-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
				<dt className="text-quiet">{chain.keyLabel}</dt>
				<dd>{chain.key(key)}</dd>
				<dt className="text-quiet">{chain.serialNumber}</dt>
				<dd className="break-all font-mono text-small leading-6">{inPairs(serialNumber)}</dd>
			</dl>
			<details
				className={`mt-2 ${isWanted ? '' : 'print:hidden'}`}
				onToggle={({ currentTarget }) => currentTarget.open && setWanted(true)}
			>
				<summary className="w-fit py-1 text-accent">{chain.details}</summary>
				{isWanted && (
					<LoadingBoundary isInside>
						<Suspense fallback={<div className="min-h-screen" />}>
							<CertificateDetails certificate={certificate} name={name} />
						</Suspense>
					</LoadingBoundary>
				)}
			</details>
			{file && (
				<div className="-mb-1 -ml-2 mt-2 flex flex-wrap items-center gap-x-2 print:hidden">
					<Button look="quiet" aria-label={chain.saveNamed(name)} onClick={() => saveFile(file)}>
						<Download size={16} aria-hidden />
						{chain.save}
					</Button>
					<CopyButton text={() => String(file.content)} label={chain.copy} name={chain.copyNamed(name)} />
				</div>
			)}
		</article>
	)
}
