/** A few seconds of chaos; `npm run bench` has a minute of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runChaos } from '../../../bench/chaos.ts'

let webRoot: string
beforeAll(async () => {
	webRoot = await mkdtemp(join(tmpdir(), 'web-'))
	await writeFile(join(webRoot, 'index.html'), '<script type="application/json" id="deployment">{}</script>')
})
afterAll(() => rm(webRoot, { recursive: true }))

test('whatever fails, each request has its own answer, none arrives twice, and nothing is left', async () => {
	const { requests, outcomes, wrong, arrived, repeated, faults, left, unfinished } = await runChaos({
		seed: 42,
		seconds: 5,
		clients: 100,
		webRoot,
	})
	expect(wrong).toEqual([])
	expect(repeated).toBe(0)
	expect(faults).toEqual([])
	expect({ ...left, unfinished }).toEqual({ clients: 0, upstream: 0, unfinished: 0 })
	expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(requests)
	// It was a chaos indeed.
	expect(arrived).toBeGreaterThan(50)
	expect(outcomes.get('answered')).toBeGreaterThan(20)
	expect(outcomes.size).toBeGreaterThan(8)
})
