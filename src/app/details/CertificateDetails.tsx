import { lazy, Suspense, useEffect, useState } from 'react'
import type { Certificate } from '../../certificates/certificate.ts'
import { type Fingerprints, fingerprintsOf } from '../../certificates/fingerprints.ts'
import { outdated } from '../collect/collectionFailure.ts'
import { detailWords as w } from '../words/detailWords.ts'
import type { Row, Section } from './row.ts'
import { sectionsOf } from './sections.ts'
import { ValueList } from './ValueList.tsx'

const Structure = lazy(() =>
	import('./Structure.tsx').catch(outdated).then((module) => ({ default: module.Structure })),
)

/** Everything that stands in a certificate, section by section, and its structure for those who read ASN.1. */
export function CertificateDetails({ certificate, name }: { certificate: Certificate; name: string }) {
	const [fingerprints, setFingerprints] = useState<Fingerprints>()
	const [isStructureWanted, setStructureWanted] = useState(false)
	useEffect(() => {
		let isOver = false
		void fingerprintsOf(certificate).then((made) => isOver || setFingerprints(made))
		return () => {
			isOver = true
		}
	}, [certificate])
	return (
		<div className="mt-2">
			{sectionsOf(certificate, fingerprints).map((section, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: an extension may be there twice, and the order never changes
				<DetailSection key={index} section={section} name={name} />
			))}
			<details
				className="border-line border-t py-2 print:hidden"
				onToggle={({ currentTarget }) => currentTarget.open && setStructureWanted(true)}
			>
				<summary className="py-1 font-semibold">{w.structure}</summary>
				{isStructureWanted && (
					<Suspense fallback={<div className="min-h-96" />}>
						<Structure der={certificate.der} name={name} />
					</Suspense>
				)}
			</details>
		</div>
	)
}

function DetailSection({ section: { title, note, rows }, name }: { section: Section; name: string }) {
	return (
		<section aria-label={`${title}, ${name}`} className="border-line border-t py-3">
			<h4 className="font-semibold">
				{title}
				{note && <span className="ml-2 font-normal text-quiet text-small">{note}</span>}
			</h4>
			<dl className="mt-1">
				{rows.map((row, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: labels repeat, and the order never changes
					<DetailRow key={index} row={row} isOnly={rows.length === 1 && row.label === title} />
				))}
			</dl>
		</section>
	)
}

/** A label and its values. Where the section's title says it already, the label is only heard. */
function DetailRow({ row: { label, values }, isOnly }: { row: Row; isOnly: boolean }) {
	return (
		<div className={`grid gap-x-4 py-0.5 text-small ${isOnly ? '' : 'sm:grid-cols-[9rem_minmax(0,1fr)]'}`}>
			<dt className={isOnly ? 'sr-only' : 'text-quiet sm:py-1'}>{label}</dt>
			<dd className="min-w-0">
				<ValueList label={label} values={values} />
			</dd>
		</div>
	)
}
