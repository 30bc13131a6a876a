import { createServer } from 'node:http'
import { createUpstream } from '../src/relay/node/upstream.ts'
import { createListener } from '../src/relay/node/listener.ts'
import { defaultLimits } from '../src/relay/limits.ts'
import { Ending } from '../src/relay/signal.ts'
import { callUpstream } from '../src/relay/upstream.ts'
import { createCalls } from '../src/relay/calls.ts'
import { securityHeaders } from '../src/relay/security.ts'
import { createApi } from '../src/relay/api.ts'
import { silentLog } from '../src/relay/log.ts'
import { createLog } from '../src/relay/node/log.ts'
import { createMemoryStore } from '../src/relay/memoryStore.ts'
import { noWatch } from '../src/relay/watch.ts'
import { drainOf } from '../src/relay/node/drain.ts'
import { collectDirectly } from '../src/relay/node/collectDirectly.ts'
const [mode = '', port, upstreamUrl = ''] = process.argv.slice(2)
const has = (x: string) => mode.split(',').includes(x)
const url = new URL('/products/download/CollectCCC', upstreamUrl)
const limits = { ...defaultLimits, attemptPoints: 999999999, addressCalls: 999999999 }
const { upstream } = createUpstream(url, limits)
const calls = createCalls(upstream, limits)
const fields = securityHeaders(undefined)('http://127.0.0.1:80')
const api = createApi({ upstream, limits, log: has('log') ? createLog('info') : silentLog, watch: noWatch, publicOrigin: undefined, sessionSecrets: ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'], store: createMemoryStore(), trustedProxies: undefined, now: Date.now })
const handle = has('api') ? collectDirectly(api, 8192, () => { throw 1 }, () => { throw 2 }) : (req: any, res: any) => {
  let body = ''
  if (!has('noenc')) req.setEncoding('utf8')
  const client = new Ending()
  res.once('close', () => { if (!res.writableFinished) client.abort() })
  req.on('data', (c: string) => { body += has('noenc') ? c.toString() : c })
  req.once('end', async () => { try {
    const r = has('calls') ? (await calls(body, client) as any).reply : has('callUpstream') ? await callUpstream(upstream, body, client, 30000) : await upstream(body, client)
    res.writeHead(r.status, { ...(has('fields') ? fields : {}), 'Content-Type': r.contentType, 'Content-Length': r.body.length }); res.end(r.body)
  } catch { res.destroy() } })
}
const server = has('listener') ? createListener(handle, limits) : createServer(handle)
if (has('drain')) drainOf(server, 1000)
server.listen(Number(port), '127.0.0.1')
