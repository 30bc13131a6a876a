import { words } from '../words/words.ts'

/** What a collection code is and what happens with it, for those who see one for the first time. */
export function Help() {
	const { help, steps, sampleCode } = words.collect
	return (
		<div className="grid gap-8 sm:grid-cols-2">
			<section>
				<h2 className="font-semibold">{help.title}</h2>
				<p className="mt-2">{help.text}</p>
				<p className="mt-2 font-mono">{sampleCode}</p>
				<p className="mt-2">{help.more}</p>
			</section>
			<section>
				<h2 className="font-semibold">{steps.title}</h2>
				<ol className="mt-2 list-decimal space-y-2 pl-5 marker:text-quiet">
					{steps.items.map((item) => (
						<li key={item}>{item}</li>
					))}
				</ol>
			</section>
		</div>
	)
}
