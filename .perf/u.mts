import { mkdtemp } from 'node:fs/promises'
import { Pool, buildConnector, Client } from 'undici'
import { startUpstream } from '../bench/contenders.ts'
import { createUpstream } from '../src/relay/node/upstream.ts'
import { defaultLimits } from '../src/relay/limits.ts'
import { Ending } from '../src/relay/signal.ts'
import { callUpstream, gatherReply } from '../src/relay/upstream.ts'
import { createCalls } from '../src/relay/calls.ts'
const up = await startUpstream(await mkdtemp('/tmp/perf/u-'), 1)
const url = new URL('/products/download/CollectCCC', up.url)
const path = url.pathname
const body = 'collectionCode=BenchmarkOrder01&queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=Y'
const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'identity' }
const mk = (opts: any) => { const pool = new Pool(url.origin, { connections: 100, headersTimeout: 0, bodyTimeout: 0, ...opts }); return pool }
const simple = (pool: any, h: any = headers) => () => new Promise((resolve, reject) => {
  const parts: any[] = []; let status = 0; let type: any
  pool.dispatch({ method: 'POST', path, headers: h, body }, {
    onRequestStart() {}, onResponseStart(_c: any, s: any, h: any) { status = s; type = h['content-type'] }, onResponseData(_c: any, chunk: any) { parts.push(chunk) },
    onResponseEnd() { resolve({ status, type, body: parts.length === 1 ? parts[0] : Buffer.concat(parts) }) }, onResponseError(_c: any, e: any) { reject(e) } })
})
const { upstream } = createUpstream(url, defaultLimits)
const calls = createCalls(upstream, defaultLimits)
const p1 = mk({})
const gen = (o: { flat?: boolean, sig?: boolean, gather?: boolean, async?: boolean }) => { const call = (signal: any) => new Promise((resolve, reject) => {
  const parts: any[] = []; const g = o.gather ? gatherReply(1e6) : undefined
  let head: any = { status: 0, contentType: undefined }
  let abort = (): void => reject(signal.reason)
  const leave = () => abort()
  if (o.sig) signal.addEventListener('abort', leave)
  p1.dispatch({ method: 'POST', path, headers, body }, {
    onRequestStart(controller: any) { if (o.sig) { abort = () => controller.abort(signal.reason); if (signal.aborted) abort() } },
    onResponseStart(_c: any, status: any, h: any) { head = { status, contentType: o.flat ? [h['content-type']].flat()[0] : h['content-type'] } },
    onResponseData(_c: any, chunk: any) { if (g) g.add(chunk); else parts.push(chunk) },
    onResponseEnd() { if (o.sig) signal.removeEventListener('abort', leave); resolve({ ...head, body: g ? g.whole() : parts[0] }) }, onResponseError(_c: any, e: any) { reject(e) } })
}); return o.async ? async () => { try { return await call(new Ending()) } catch (e) { throw e } } : () => call(new Ending()) }
const variants: Record<string, () => Promise<any>> = {
  simple: simple(mk({})),
  gen: gen({}) as any, flat: gen({ flat: true }) as any, sig: gen({ sig: true }) as any, gather: gen({ gather: true }) as any, asy: gen({ async: true }) as any, all: gen({ flat: true, sig: true, gather: true, async: true }) as any,
  connect: simple(mk({ connect: buildConnector({ timeout: 5000, rejectUnauthorized: true }) })),
  upstream: () => upstream(body, new Ending()),
  callUpstream: () => callUpstream(upstream, body, new Ending(), 30000),
  calls: () => calls(body, new Ending()),
}
const run = async (f: () => Promise<any>, n: number) => { let left = n; await Promise.all(Array.from({ length: 100 }, async () => { while (left-- > 0) await f() })) }
for (const f of Object.values(variants)) await run(f, 5000)
const res: Record<string, number[]> = {}
for (let r = 0; r < 6; r++) for (const [name, f] of Object.entries(variants)) { const n = 15000; const b = process.cpuUsage(); await run(f, n); const d = process.cpuUsage(b); (res[name] ??= []).push((d.user + d.system) / n) }
for (const [n, v] of Object.entries(res)) console.log(n.padEnd(16), v.toSorted((a, b) => a - b)[v.length >> 1]!.toFixed(1), Math.min(...v).toFixed(1))
await up.stop(); process.exit(0)
