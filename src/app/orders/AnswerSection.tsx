import { type ReactNode, useState } from 'react'
import { readDeployment } from '../deployment.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { deskWords } from '../words/deskWords.ts'
import { answerFor } from './answer.ts'
import { caseReport } from './caseReport.ts'
import type { Row } from './order.ts'

/** What can be sent to the customer and to the authority's support, and how the order came to be where it is. */
export function AnswerSection({ row }: { row: Row }) {
	const w = deskWords.view
	const now = new Date()
	const [{ collectUrl }] = useState(readDeployment)
	const answer = answerFor(row, now, new URL('/', location.href).href)
	const report = row.asked && caseReport(row, now, collectUrl)
	return (
		<div className="max-w-3xl divide-y divide-line border-line border-y print:hidden">
			{answer && (
				<Folded title={w.answer} isOpen={!row.certificate}>
					<Copyable label={w.subject} text={answer.subject} name={w.copySubject} />
					<Copyable label={w.answer} text={answer.body} name={w.copyAnswer} />
				</Folded>
			)}
			{report !== undefined && (
				<Folded title={w.report}>
					<p className="text-quiet text-small">{w.reportText}</p>
					<Copyable label={w.report} text={report} name={w.copyReport} />
				</Folded>
			)}
			{row.history.length > 0 && (
				<Folded title={w.history(row.history.length)}>
					<ol className="space-y-1">
						{row.history.toReversed().map(({ at, status }) => (
							<li key={at} className="flex flex-wrap gap-x-4">
								<span className="text-quiet">{deskWords.time(new Date(at))}</span>
								<span>{deskWords.status(status)}</span>
							</li>
						))}
					</ol>
				</Folded>
			)}
		</div>
	)
}

function Folded({ title, isOpen = false, children }: { title: string; isOpen?: boolean; children: ReactNode }) {
	return (
		<details open={isOpen} className="py-1">
			<summary className="w-fit py-1 text-accent">{title}</summary>
			<div className="space-y-3 pt-1 pb-3">{children}</div>
		</details>
	)
}

function Copyable({ label, text, name }: { label: string; text: string; name: string }) {
	return (
		<div className="rounded-md border border-line bg-raised">
			<div className="flex items-center justify-between gap-2 border-line border-b pl-3">
				<span className="min-w-0 text-quiet text-small">{label}</span>
				<CopyButton text={text} label={deskWords.view.copy} name={name} />
			</div>
			<p className="whitespace-pre-wrap p-3 text-small [overflow-wrap:anywhere]">{text}</p>
		</div>
	)
}
