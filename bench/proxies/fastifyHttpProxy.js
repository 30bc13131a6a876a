/** @fastify/http-proxy as its README starts it, in front of the address that it is told. */
import proxy from '@fastify/http-proxy'
import fastify from 'fastify'

const [port = '0', upstream = ''] = process.argv.slice(2)
const server = fastify()
await server.register(proxy, { upstream })
await server.listen({ host: '127.0.0.1', port: Number(port) })
