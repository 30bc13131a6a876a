import type { Finding } from './inspection.ts'

/** What became of several files, counted. */
export interface Tally {
	readonly files: number
	/** so many of those are no files, but were pasted */
	readonly pasted: number
	/** certificates that were read, in all files together */
	readonly certificates: number
	/** files of which a part is missing */
	readonly cutOff: number
	/** files with something in the place of a certificate that is none */
	readonly damaged: number
	/** archives that were not opened, or not to their end, and what is too large */
	readonly unopened: number
	/** files that hold something else, or nothing */
	readonly without: number
}

type Fate = 'cutOff' | 'damaged' | 'unopened' | 'without' | 'read'

/** What a person has to know of a file: what is wrong with it before what is well. */
export function fateOf({ found }: Finding): Fate {
	const kinds = new Set(found.map(({ kind }) => kind))
	const certificates = found.find((one) => one.kind === 'certificates')
	if (kinds.has('cut-off')) return 'cutOff'
	if (certificates && certificates.unreadable > 0) return 'damaged'
	if ([...kinds].some((kind) => kind.startsWith('archive-') || kind === 'too-large')) return 'unopened'
	return certificates ? 'read' : 'without'
}

/** @param findings what was found in each file; @returns how many of each kind */
export function tallyOf(findings: readonly Finding[]): Tally {
	const fates = findings.map(fateOf)
	const countOf = (fate: Fate) => fates.filter((one) => one === fate).length
	const counts = findings.flatMap(({ found }) => found.map((one) => (one.kind === 'certificates' ? one.count : 0)))
	return {
		files: findings.length,
		pasted: findings.filter(({ name }) => name === undefined).length,
		certificates: counts.reduce((sum, count) => sum + count, 0),
		cutOff: countOf('cutOff'),
		damaged: countOf('damaged'),
		unopened: countOf('unopened'),
		without: countOf('without'),
	}
}
