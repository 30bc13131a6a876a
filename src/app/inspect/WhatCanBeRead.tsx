import { inspectWords } from '../words/inspectWords.ts'

/** What the page takes, and what becomes of keys, for those who see it for the first time. */
export function WhatCanBeRead() {
	const { kinds, keys } = inspectWords
	return (
		<div className="grid gap-8 sm:grid-cols-2">
			<section>
				<h2 className="font-semibold">{kinds.title}</h2>
				<ul className="mt-2 list-disc space-y-2 pl-5 marker:text-quiet">
					{kinds.items.map((item) => (
						<li key={item}>{item}</li>
					))}
				</ul>
			</section>
			<section>
				<h2 className="font-semibold">{keys.title}</h2>
				<p className="mt-2">{keys.text}</p>
			</section>
		</div>
	)
}
