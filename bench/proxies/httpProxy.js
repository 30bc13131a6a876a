/** http-proxy in front of the address that it is told: as it comes, or with connections that are kept if a third word says so. */
import { Agent } from 'node:http'
import httpProxy from 'http-proxy'

const [port = '0', target = '', kept] = process.argv.slice(2)
const server = httpProxy.createProxyServer(kept ? { target, agent: new Agent({ keepAlive: true }) } : { target })
server.on('error', (_error, _request, response) => response.destroy())
server.listen(Number(port), '127.0.0.1')
