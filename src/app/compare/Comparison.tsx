import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Certificate } from '../../certificates/certificate.ts'
import type { Chain } from '../../certificates/chain.ts'
import { compareLeaves } from '../../certificates/compareLeaves.ts'
import { commonNameOf, formatName, type Name } from '../../certificates/name.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import { nameText } from '../chain/nameText.ts'
import { chainWords } from '../words/chainWords.ts'
import { compareWords as w } from '../words/compareWords.ts'

const commonName = (name: Name) => visibleText(commonNameOf(name))
const leafOf = ({ path }: Chain): Certificate => path[0].certificate
const authoritiesOf = ({ path }: Chain) => path.slice(1).map(({ certificate }) => commonName(certificate.subject))

/** Two chains side by side, the earlier one first, whichever came first: what a renewal changed. */
export function Comparison({ chains: [one, other] }: { chains: readonly [Chain, Chain] }) {
	const isInOrder = leafOf(one).notBefore <= leafOf(other).notBefore
	const [earlier, later] = isInOrder ? [one, other] : [other, one]
	const [before, after] = [leafOf(earlier), leafOf(later)]
	const { names, isSame, isSameKey, isSameIssuer, isSameSubject, overlap } = compareLeaves(before, after)
	const { facts } = w
	const changed = (isUnchanged: boolean) => (isUnchanged ? w.unchanged : w.changed)
	if (isSame) return <p>{w.same}</p>
	return (
		<>
			<ul className="max-w-prose list-disc space-y-1 pl-5 marker:text-quiet">
				{names.lost.length > 0 && <li className="text-bad">{w.advice.lost}</li>}
				<li>{isSameKey ? w.advice.sameKey : w.advice.newKey}</li>
			</ul>
			<table className="mt-4 block w-full text-small sm:table sm:table-fixed">
				<caption className="sr-only">{w.caption}</caption>
				<thead className="hidden sm:table-header-group">
					<tr className="border-line border-b text-left align-bottom">
						<td className="w-28" />
						<th className="py-2 pr-4">{w.before}</th>
						<th className="py-2 pr-4">{w.after}</th>
						<th className="w-40 py-2">{w.change}</th>
					</tr>
				</thead>
				<tbody className="block sm:table-row-group">
					<Fact
						label={facts.names}
						values={[
							<Names key="b" all={[...names.kept, ...names.lost]} />,
							<Names key="a" all={[...names.kept, ...names.gained]} />,
						]}
						change={
							<>
								<Changes names={names.gained} label={w.gained} isGain />
								<Changes names={names.lost} label={w.lost} isGain={false} />
								<span className="block text-quiet">{w.kept(names.kept.length)}</span>
							</>
						}
					/>
					<Fact
						label={facts.validity}
						values={[w.validity(before.notBefore, before.notAfter), w.validity(after.notBefore, after.notAfter)]}
						change={overlap >= 0 ? w.overlap(overlap) : <span className="text-warn">{w.gap(overlap)}</span>}
					/>
					<Fact
						label={facts.issuer}
						values={[commonName(before.issuer), commonName(after.issuer)]}
						change={changed(isSameIssuer)}
					/>
					<Fact
						label={facts.key}
						values={[chainWords.chain.key(before.key), chainWords.chain.key(after.key)]}
						change={isSameKey ? w.sameKey : w.newKey}
					/>
					<Fact
						label={facts.subject}
						values={[visibleText(formatName(before.subject)), visibleText(formatName(after.subject))]}
						change={changed(isSameSubject)}
					/>
					<Fact
						label={facts.signature}
						values={[before, after].map(({ signatureAlgorithm: { name, type } }) => name ?? type)}
						change={changed(before.signatureAlgorithm.type === after.signatureAlgorithm.type)}
					/>
					<Fact
						label={facts.chain}
						values={[earlier, later].map((chain) => authoritiesOf(chain).join(' → ') || w.none)}
						change={changed(authoritiesOf(earlier).join() === authoritiesOf(later).join())}
					/>
				</tbody>
			</table>
		</>
	)
}

function Fact({ label, values, change }: { label: string; values: readonly ReactNode[]; change: ReactNode }) {
	const [before, after] = values
	return (
		<tr className="block border-line border-b py-2 align-top [overflow-wrap:anywhere] sm:table-row">
			<th
				scope="row"
				className="block text-left font-semibold sm:table-cell sm:py-2 sm:pr-4 sm:font-normal sm:text-quiet"
			>
				{label}
			</th>
			<Cell heading={w.before}>{before}</Cell>
			<Cell heading={w.after}>{after}</Cell>
			<Cell heading={w.change}>{change}</Cell>
		</tr>
	)
}

/** On a small screen each cell says which column it is of. */
function Cell({ heading, children }: { heading: string; children: ReactNode }) {
	return (
		<td className="grid grid-cols-[5rem_minmax(0,1fr)] sm:table-cell sm:py-2 sm:pr-4">
			<span aria-hidden className="text-quiet sm:hidden">
				{heading}
			</span>
			<span className="min-w-0">{children}</span>
		</td>
	)
}

const namesInSight = 6

function Names({ all }: { all: readonly string[] }) {
	if (all.length === 0) return w.none
	return chainWords.chain.list(all.slice(0, namesInSight).map(nameText), all.length - namesInSight)
}

function Changes({ names, label, isGain }: { names: readonly string[]; label: string; isGain: boolean }) {
	const Icon = isGain ? Plus : Minus
	return names.map((name) => (
		<span key={name} className={`flex items-start gap-1 ${isGain ? 'text-good' : 'text-bad'}`}>
			<Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
			<span className="min-w-0">
				{nameText(name)} <span className="sr-only">{label}</span>
			</span>
		</span>
	))
}
