import { parseRequest, formBody } from '../src/collectccc/request.ts'
import { statusOf } from '../src/relay/accounts.ts'
import { createLog } from '../src/relay/node/log.ts'
import { createAttempts } from '../src/relay/attempts.ts'
import { createMemoryStore } from '../src/relay/memoryStore.ts'
import { defaultLimits } from '../src/relay/limits.ts'
import { clientAddress } from '../src/relay/clientAddress.ts'
import { securityHeaders } from '../src/relay/security.ts'
import { gatherReply, callUpstream } from '../src/relay/upstream.ts'
import { createCalls } from '../src/relay/calls.ts'
import { inertType } from '../src/relay/inertType.ts'
import { createMetrics } from '../src/relay/node/metrics.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { openSync } from 'node:fs'
import pinoMod from 'pino'
const sandbox = await startSandbox()
const reply = new Uint8Array(await (await fetch(sandbox.url, { method: 'POST', body: new URLSearchParams({ collectionCode: 'DemoSingleHost01', queryType: '1', showValidityPeriod: 'Y' }) })).arrayBuffer())
await sandbox.close()
const body = 'collectionCode=BenchmarkOrder01&queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=Y'
const form = new URLSearchParams(body)
const req = parseRequest(form)
const dest = pinoMod.destination({ dest: openSync('/dev/null', 'w'), sync: false, minLength: 4096 })
const log = createLog('info', dest as any)
const limits = { ...defaultLimits, attemptPoints: 999999999, addressCalls: 999999999 }
const attempts = createAttempts(createMemoryStore(), limits)
const fieldsFor = securityHeaders(undefined)
const call = createCalls(async () => ({ status: 200, contentType: 'text/plain', body: reply as any }), limits)
const m = createMetrics()
const tests: Record<string, () => unknown> = {
  'URLSearchParams(body)': () => new URLSearchParams(body),
  'parseRequest(form)': () => parseRequest(form),
  'formBody': () => formBody(req),
  'all three': () => formBody(parseRequest(new URLSearchParams(body))),
  'statusOf': () => statusOf(reply),
  'log.call': () => log.call({ requestId: 'b9a1a1b6-3a39-4b63-9b2a-000000000000', route: '/api/collect', status: 200, milliseconds: 12, upstreamMilliseconds: 4, upstreamStatus: 200, upstreamCode: 2 }),
  'attempts': async () => { const a = await attempts('127.0.0.1'); if (a.kind === 'allowed') await a.end(2) },
  'clientAddress v4': () => clientAddress('127.0.0.1', undefined),
  'clientAddress v6': () => clientAddress('2001:db8::1', undefined),
  'fieldsFor': () => fieldsFor('http://127.0.0.1:8080/api/collect'),
  'randomUUID': () => crypto.randomUUID(),
  'gather': () => { const g = gatherReply(1e6); g.add(reply); return g.whole() },
  'AbortController': () => new AbortController().signal,
  'AbortController+listen': () => { const s = new AbortController().signal; const l = () => {}; s.addEventListener('abort', l, { once: true }); s.removeEventListener('abort', l) },
  'makeCall': () => call(body, never),
  'callUpstream': () => callUpstream(async () => ({ status: 200, contentType: 'text/plain', body: reply as any }), body, never, 30000),
  'inertType': () => inertType('text/plain; charset=utf-8'),
  'metrics': () => { m.watch.answered('/api/collect', 200, 12, undefined); m.watch.called('answered', 12) },
  'now x4': () => performance.now() + performance.now() + performance.now() + performance.now(),
  'newURL': () => new URL('http://127.0.0.1:8080/api/collect').origin,
}
const never = new AbortController().signal
for (let pass = 0; pass < 2; pass++) for (const [name, f] of Object.entries(tests)) {
  for (let i = 0; i < 20000; i++) await f()
  const n = 60000; const b = process.cpuUsage()
  for (let i = 0; i < n; i++) { const r = f(); if (r instanceof Promise) await r }
  const d = process.cpuUsage(b)
  if (pass) console.log(name.padEnd(28), ((d.user + d.system) / n).toFixed(2), 'µs')
}
process.exit(0)
