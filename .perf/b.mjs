import { createServer } from 'node:http'
import { Pool } from 'undici'
import { Hono } from 'hono'
import { getRequestListener } from '@hono/node-server'
const [mode, port, upstream] = process.argv.slice(2)
const has = (x) => mode.split(',').includes(x)
const url = new URL(upstream)
const pool = new Pool(url.origin, { connections: 100, headersTimeout: 0, bodyTimeout: 0 })
const path = '/products/download/CollectCCC'
const call = (body, signal) => new Promise((resolve, reject) => {
  const parts = []; let status = 0; let type
  let abort = () => {}
  const leave = () => abort()
  signal?.addEventListener('abort', leave, { once: true })
  pool.dispatch({ method: 'POST', path, headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'identity' }, body }, {
    onRequestStart(c) { abort = () => c.abort() }, onResponseStart(_c, s, h) { status = s; type = h['content-type'] }, onResponseData(_c, chunk) { parts.push(chunk) },
    onResponseEnd() { signal?.removeEventListener('abort', leave); resolve({ status, type, body: parts.length === 1 ? parts[0] : Buffer.concat(parts) }) }, onResponseError(_c, e) { reject(e) } })
})
const app = new Hono()
const fields = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`X-Header-Number-${i}`, 'some value that is rather long and ends here ' + i]))
if (has('mw')) for (let i = 0; i < 4; i++) app.use(async (c, next) => { await next() })
app.post('/api/collect', async (c) => {
  const body = await c.req.text()
  let signal
  if (has('sig1')) signal = c.req.raw.signal
  if (has('sig2')) { const a = new AbortController(); const l = () => a.abort(); signal.addEventListener('abort', l, { once: true }); const t = setTimeout(l, 30000); try { const r = await call(body, a.signal); return new Response(r.body, { status: r.status, headers: { 'Content-Type': r.type } }) } finally { clearTimeout(t); signal.removeEventListener('abort', l) } }
  const r = await call(body, signal)
  return new Response(r.body, { status: r.status, headers: { ...(has('fields') ? fields : {}), 'Content-Type': r.type } })
})
createServer(getRequestListener(app.fetch)).listen(Number(port), '127.0.0.1')
