import { expect, test } from 'vitest'
import type { Explanation } from './en/formats.ts'
import { enOutcomes } from './en/outcomes.ts'
import { en } from './en.ts'

const explanations: Readonly<Record<string, Explanation>> = { ...en.failures, ...enOutcomes.outcomes }

test.each(Object.entries(explanations))('%s leads to somebody if, and only if, its words say so', (_, explanation) => {
	const asks = /\b(ask|tell|show|give) .*\b(whoever|your certificate authority|it which)\b/i.test(explanation.next)
	expect(explanation.asksSomebody ?? false).toBe(asks)
})
