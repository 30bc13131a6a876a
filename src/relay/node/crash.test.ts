/** A relay that dies in the middle of a call, as a process does, with another one beside it. */
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { account } from '../../sandbox/accounts.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { isRedisMissing, redisServer } from './fixtures/redisServer.ts'
import { started } from './fixtures/startProcess.ts'

test.skipIf(isRedisMissing)('its turn passes on, and still never are two calls made for the account', async () => {
	const [redis, sandbox] = await Promise.all([redisServer(), startSandbox()])
	const env = { COLLECT_URL: sandbox.url, REDIS_URL: redis.url }
	const [dying, living] = await Promise.all([started(env), started(env)])
	const post = (url: string, form: Record<string, string>, Cookie = '') =>
		fetch(url, { method: 'POST', body: new URLSearchParams(form), headers: { Cookie } })
	const signedIn = await post(`${dying.url}/api/session`, { ...account, orderNumber: '1000101' })
	const cookie = (signedIn.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
	const collect = (url: string, orderNumber: string) =>
		post(`${url}/api/collect`, { orderNumber, queryType: '0' }, cookie)

	const release = sandbox.hold()
	const running = collect(dying.url, '2000001').catch((error: Error) => error)
	await expect.poll(() => sandbox.callsOf(account.loginName).received).toBe(2)
	const next = collect(living.url, '2000002')
	const ended = once(dying.child, 'exit')
	dying.child.kill('SIGKILL')
	await ended
	expect(await running).toBeInstanceOf(Error)
	release()
	expect((await next).status).toBe(200)
	expect(sandbox.callsOf(account.loginName)).toMatchObject({ received: 3, most: 1 })
	await Promise.all([redis.stop(), sandbox.close()])
})
