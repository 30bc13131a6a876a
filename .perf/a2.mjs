import { createServer, request as httpRequest, Agent } from 'node:http'
import { Pool } from 'undici'
const [mode, port, upstream] = process.argv.slice(2)
const url = new URL(upstream)
const pool = new Pool(url.origin, { connections: 100, headersTimeout: 0, bodyTimeout: 0 })
const agent = new Agent({ keepAlive: true, maxSockets: 100 })
const path = '/products/download/CollectCCC'
const answer = (res, status, type, body) => res.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length }).end(body.latin1Slice(), 'latin1')
const undiciCall = (body) => new Promise((resolve, reject) => {
  const parts = []; let status = 0; let type
  pool.dispatch({ method: 'POST', path, headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'identity' }, body }, {
    onRequestStart() {}, onResponseStart(_c, s, h) { status = s; type = h['content-type'] }, onResponseData(_c, chunk) { parts.push(chunk) },
    onResponseEnd() { resolve({ status, type, body: parts.length === 1 ? parts[0] : Buffer.concat(parts) }) }, onResponseError(_c, e) { reject(e) } })
})
const undiciOld = (body) => new Promise((resolve, reject) => {
  const parts = []; let status = 0; let type
  pool.dispatch({ method: 'POST', path, headers: ['content-type', 'application/x-www-form-urlencoded', 'accept-encoding', 'identity'], body }, {
    onConnect() {}, onHeaders(s, h) { status = s; type = String(h[1]); return true }, onData(chunk) { parts.push(chunk); return true },
    onComplete() { resolve({ status, type, body: parts.length === 1 ? parts[0] : Buffer.concat(parts) }) }, onError(e) { reject(e) } })
})
const httpCall = (body) => new Promise((resolve, reject) => {
  const out = httpRequest({ host: url.hostname, port: url.port, path, method: 'POST', agent, headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'identity', 'content-length': Buffer.byteLength(body) } })
  out.once('error', reject)
  out.once('response', (res) => { const parts = []; res.on('data', (c) => parts.push(c)); res.once('end', () => resolve({ status: res.statusCode, type: res.headers['content-type'], body: parts.length === 1 ? parts[0] : Buffer.concat(parts) })) })
  out.end(body.latin1Slice(), 'latin1')
})
const call = { undici: undiciCall, undiciOld, http: httpCall }[mode]
createServer((req, res) => {
  const parts = []
  req.on('data', (c) => parts.push(c))
  req.once('end', () => { const body = (parts.length === 1 ? parts[0] : Buffer.concat(parts)).toString(); call(body).then((r) => answer(res, r.status, r.type, r.body), (e) => { console.error(e); res.destroy() }) })
}).listen(Number(port), '127.0.0.1')
