/** http-proxy with connections that are kept, in front of the address that it is told. */
import { Agent } from 'node:http'
import httpProxy from 'http-proxy'

const [port = '0', target = ''] = process.argv.slice(2)
const server = httpProxy.createProxyServer({ target, agent: new Agent({ keepAlive: true }) })
server.on('error', (_error, _request, response) => response.destroy())
server.listen(Number(port), '127.0.0.1')
