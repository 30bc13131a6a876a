/** No proxy at all: a server of Node's that answers by itself with as much, which is the most that a proxy in Node could do. */
import { createServer } from 'node:http'

const [port = '0', upstream = ''] = process.argv.slice(2)
const reply = Buffer.from(await (await fetch(upstream)).arrayBuffer())
createServer((request, response) => {
	request.resume().once('end', () => {
		response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': reply.length }).end(reply)
	})
}).listen(Number(port), '127.0.0.1')
