/** `npm run fuzz [MUTANTS] [SEED]`: many mutants, and the figures. Exit code 1 if one failed, took too long, or memory grew. */
import { collectSamples, fuzz } from './fuzz.ts'

const [mutants = 100_000, seed = 1] = process.argv.slice(2).map(Number)
const samples = await collectSamples()
console.log(`${mutants} mutants of ${samples.length} samples, seed ${seed}`)

// The first mutants would be timed while the code is still being compiled.
await fuzz(samples, { seed: seed + 1, mutants: 1000 })
const heap: number[] = []
const report = await fuzz(samples, {
	seed,
	mutants,
	onProgress(done) {
		if (done % Math.ceil(mutants / 10) !== 0) return
		globalThis.gc?.()
		heap.push(process.memoryUsage().heapUsed / 2 ** 20)
		console.log(`${done} done, heap ${heap.at(-1)?.toFixed(1)} MB`)
	},
})
for (const [result, count] of [...report.results].sort(([, a], [, b]) => b - a))
	console.log(`${String(count).padStart(8)}  ${result}`)
console.log(`slowest: ${report.slowest.milliseconds.toFixed(1)} ms for ${report.slowest.mutant.length} bytes`)
if (report.slowest.milliseconds > 50) console.log(Buffer.from(report.slowest.mutant).toString('base64'))
for (const { mutant, error } of report.failures.slice(0, 5))
	console.log(error, Buffer.from(mutant).toString('base64').slice(0, 2000))
const growth = (heap.at(-1) ?? 0) - (heap[0] ?? 0)
console.log(`heap grew by ${growth.toFixed(1)} MB from the first tenth to the last`)
if (report.failures.length > 0 || report.slowest.milliseconds > 50 || growth > 10) process.exitCode = 1
