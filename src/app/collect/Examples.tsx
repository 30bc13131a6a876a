import { useState } from 'react'
import { readDeployment } from '../deployment.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'

/** The codes that a sandbox offers, marked as such. Nothing is here where the server names none. */
export function Examples({
	open,
	onOpen,
	onChoose,
	onFillIn,
}: {
	/** the groups that are open, kept outside so that they stay so */
	open: ReadonlySet<string>
	onOpen: (groups: ReadonlySet<string>) => void
	onChoose: (code: string) => void
	onFillIn: (text: string) => void
}) {
	const [{ examples }] = useState(readDeployment)
	const [first] = examples
	if (!first) return null
	const { title, text, groups, fillIn, email } = words.collect.examples
	return (
		<section aria-label={title} className="mt-12 rounded-md border border-warn border-dashed p-4 sm:p-6 print:hidden">
			<h2 className="font-semibold text-warn">{title}</h2>
			<p className="mt-1 max-w-prose">{text}</p>
			<Button className="mt-4" onClick={() => onFillIn(email(first.code))}>
				{fillIn}
			</Button>
			{[...new Set(examples.map(({ group }) => group))].map((group) => (
				<details
					key={group}
					open={open.has(group)}
					onToggle={({ currentTarget }) => {
						const others = [...open].filter((one) => one !== group)
						if (currentTarget.open !== open.has(group))
							onOpen(new Set(currentTarget.open ? [...others, group] : others))
					}}
					className="mt-4"
				>
					<summary className="py-1 font-semibold">{groups[group] ?? group}</summary>
					<ul className="mt-1">
						{examples
							.filter((example) => example.group === group)
							.map((example) => (
								<li key={example.code} className="border-line border-t">
									<button
										type="button"
										onClick={() => onChoose(example.code)}
										className="grid w-full gap-x-4 px-1 py-2 text-left hover:text-accent sm:grid-cols-[11rem_1fr]"
									>
										<code className="text-accent">{example.code}</code>
										<span>{example.title}</span>
									</button>
								</li>
							))}
					</ul>
				</details>
			))}
		</section>
	)
}
