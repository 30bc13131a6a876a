import { createApi } from '../src/relay/api.ts'
import { createMemoryStore } from '../src/relay/memoryStore.ts'
import { noWatch } from '../src/relay/watch.ts'
import { silentLog } from '../src/relay/log.ts'
import { createLog } from '../src/relay/node/log.ts'
import { defaultLimits } from '../src/relay/limits.ts'
import { Ending } from '../src/relay/signal.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { destination } from 'pino'
import { openSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
const sandbox = await startSandbox()
const reply = new Uint8Array(await (await fetch(sandbox.url, { method: 'POST', body: new URLSearchParams({ collectionCode: 'DemoSingleHost01', queryType: '1', showValidityPeriod: 'Y' }) })).arrayBuffer())
await sandbox.close()
const body = 'collectionCode=BenchmarkOrder01&queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=Y'
const limits = { ...defaultLimits, attemptPoints: 999999999, addressCalls: 999999999 }
const log = process.argv[2] === 'log' ? createLog('info', destination({ dest: openSync('/dev/null', 'w'), sync: false, minLength: 4096, periodicFlush: 100 }) as any) : silentLog
const api = createApi({ upstream: () => new Promise((r) => setImmediate(r, { status: 200, contentType: 'text/plain', body: reply as any })), limits, log, watch: noWatch, publicOrigin: undefined, sessionSecrets: ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'], store: createMemoryStore(), trustedProxies: undefined, now: Date.now })
const headers: any = { host: '127.0.0.1:8080', 'content-type': 'application/x-www-form-urlencoded', 'content-length': '99' }
const one = () => api({ method: 'POST', path: '/api/collect', origin: 'http://127.0.0.1:8080', peer: '127.0.0.1', client: new Ending(), header: (n) => headers[n]?.toString(), text: () => new Promise((r) => setImmediate(r, body)) })
const run = async (n: number) => { let left = n; await Promise.all(Array.from({ length: 100 }, async () => { while (left-- > 0) await one() })) }
await run(50000)
const v: number[] = []
for (let i = 0; i < 7; i++) { const b = process.cpuUsage(); await run(30000); const d = process.cpuUsage(b); v.push((d.user + d.system) / 30000) }
console.log('api', v.toSorted((a, b) => a - b)[3]!.toFixed(1), Math.min(...v).toFixed(1))
if (process.argv[3]) { const s = new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval', { interval: 100 }); await s.post('Profiler.start'); await run(300000); const { profile } = await s.post('Profiler.stop'); (await import('node:fs')).writeFileSync(process.argv[3] + '/x.cpuprofile', JSON.stringify(profile)) }
process.exit(0)
