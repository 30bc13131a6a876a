import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, createAccounts, lockedAccount, otherAccount } from './accounts.ts'
import { type Sandbox, startSandbox } from './server.ts'
import { shopOrders, shopOutcome } from './shopOrders.ts'

let time = Date.parse('2031-03-01T12:34:56Z')
let sandbox: Sandbox
beforeAll(async () => {
	sandbox = await startSandbox({ now: () => new Date(time), issueAfter: 30, lockAfter: 3 })
}, 30_000)
afterAll(() => sandbox.close())

async function ask(orderNumber: string, login = account, queryType = '0', signal?: AbortSignal): Promise<string> {
	const body = new URLSearchParams({ ...login, orderNumber, queryType })
	const response = await fetch(sandbox.url, { method: 'POST', body, ...(signal ? { signal } : {}) })
	return response.text()
}

describe('an account', () => {
	const wrong = { ...account, loginPassword: 'wrong' }

	test('is locked by wrong passwords in a row, until it is unlocked', () => {
		const { accept, unlock } = createAccounts(3)
		expect([wrong, wrong, account, wrong, wrong, account, otherAccount].map(accept)).toEqual([
			...[false, false, true],
			...[false, false, true, true],
		])
		expect([wrong, wrong, wrong, account, otherAccount].map(accept)).toEqual([false, false, false, false, true])
		unlock()
		expect(accept(account)).toBe(true)
	})

	test('that is locked is refused with the same words', async () => {
		expect(await ask('1000101', lockedAccount)).toMatch(/^-16\nIncorrect login details, account is locked/)
		for (let attempt = 0; attempt < 3; attempt++) expect(await ask('1000101', wrong)).toMatch(/^-16\n/)
		expect(await ask('1000101')).toMatch(/^-16\n/)
		sandbox.unlock()
		expect(await ask('1000101')).toBe('1\nCertificates Available')
	})

	test('has its calls counted, those at the same time too', async () => {
		const before = sandbox.callsOf(otherAccount.loginName)
		expect(before).toEqual({ received: 0, running: 0, most: 0 })
		const release = sandbox.hold()
		const leaving = new AbortController()
		const calls = [ask('1000101', otherAccount), ask('1000102', otherAccount)]
		const left = ask('1000103', otherAccount, '0', leaving.signal)
		await expect.poll(() => sandbox.callsOf(otherAccount.loginName).running).toBe(3)
		leaving.abort()
		await expect(left).rejects.toThrow()
		await expect.poll(() => sandbox.callsOf(otherAccount.loginName).running).toBe(2)
		release()
		expect(await Promise.all(calls)).toEqual(['1\nCertificates Available', '1\nCertificates Available'])
		await expect.poll(() => sandbox.callsOf(otherAccount.loginName)).toEqual({ received: 3, running: 0, most: 3 })
	})
})

describe('the orders of many shops', () => {
	const numbers = Array.from({ length: shopOrders.count }, (_, index) => String(shopOrders.first + index))

	test('are five thousand, and no more', () => {
		expect(numbers).toHaveLength(5000)
		for (const number of numbers) expect(shopOutcome(number)).toBeDefined()
		for (const number of ['2000000', '2005001', '02000001', '2000001.0', 'x', ''])
			expect(shopOutcome(number)).toBeUndefined()
	})

	test('have each code within the first three hundred', () => {
		const codes = new Set<number | string>()
		for (const number of numbers.slice(0, 300)) {
			const outcome = shopOutcome(number)
			codes.add(outcome && 'answer' in outcome ? outcome.answer.status : (outcome?.kind ?? ''))
		}
		const refused = [
			...[-1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -17, -18, -19, -20, -21, -22, -23],
			...[-26, -35, -40, -42, -77, -91, -122],
		]
		expect(codes).toEqual(new Set([...refused, 'attached', 'available', 'processing']))
	})

	test('have a certificate of their own', async () => {
		const names = []
		for (const number of ['2000001', '2000002', '2004999']) {
			const text = await ask(number, account, '2')
			names.push(new X509Certificate(text.slice(text.indexOf('-----'))).subject)
		}
		expect(names).toEqual(['CN=shop-0001.example.com', 'CN=shop-0002.example.com', 'CN=shop-4999.example.com'])
	})

	test('one is asked too often the first time only', async () => {
		expect(await ask('2000042')).toBe('-42\nToo many calls, try again later!')
		expect(await ask('2000042')).toBe('1\nCertificates Available')
	})

	test('some are issued after a while, others not', async () => {
		const pending = numbers.filter((number) => shopOutcome(number)?.kind === 'processing').slice(0, 8)
		for (const number of pending) expect(await ask(number)).toBe('0\nBeing processed by Sectigo')
		time += 30_000
		const then = await Promise.all(pending.map((number) => ask(number)))
		expect(then.filter((text) => text.startsWith('1\n'))).toHaveLength(4)
	})
})
