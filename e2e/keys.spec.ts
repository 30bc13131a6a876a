import { readFileSync } from 'node:fs'
import { findProgram } from '../tools/programs.ts'
import { expect, test } from './fixtures.ts'
import { openssl } from './openssl.ts'
import { makeChain, makeRollover, openKeys, openTrustStore, passphrase } from './ownChain.ts'
import { save } from './save.ts'

test.skip(findProgram('openssl', process.env) === undefined, 'openssl is not installed')

const password = 'a long password!'

test('a key that was pasted makes a .pfx that openssl opens', { tag: '@phone' }, async ({ page }) => {
	const path = makeChain()
	const section = await openKeys(page, path)
	await section.getByRole('textbox', { name: 'Private key as text' }).fill(readFileSync(path('own.key'), 'utf8'))
	await section.getByRole('button', { name: 'Use this key' }).click()
	await expect(section.getByRole('status').first()).toContainText('The key matches your certificate (RSA, PKCS #8)')
	const pfx = section.getByRole('button', { name: 'PKCS #12 (.pfx)' })
	const field = section.getByLabel('Password for the file', { exact: true })
	const again = section.getByLabel('Password again', { exact: true })
	// What is missing is said where it is missing, in sight, on the smallest phone as well.
	await page.setViewportSize({ width: 320, height: 640 })
	await pfx.click()
	await expect(field).toBeFocused()
	await expect(field).toHaveAttribute('aria-invalid', 'true')
	await expect(field).toHaveAccessibleDescription(/^Enter a password/)
	await expect(section.getByText('Enter a password')).toBeInViewport()
	await field.fill(passphrase)
	await expect(field).toHaveAttribute('aria-invalid', 'false')
	await again.fill('another')
	await pfx.click()
	await expect(again).toBeFocused()
	await expect(again).toHaveAttribute('aria-invalid', 'true')
	await expect(again).toHaveAccessibleDescription('The two passwords are not the same.')
	await again.fill(passphrase)
	const publicKey = openssl(['pkey', '-in', path('own.key'), '-pubout'])
	for (const strength of ['Modern', 'Compatible'] as const) {
		await section.getByRole('radio', { name: strength }).check()
		const saved = await save(pfx)
		expect(saved.name).toBe('keys_example_com.pfx')
		await expect(pfx).toHaveAccessibleDescription('Opened again, compared, and saved as keys_example_com.pfx')
		await expect(section.getByRole('status').filter({ hasText: 'compared, and saved' })).toBeInViewport()
		const words = ['pkcs12', '-in', saved.path, '-passin', 'env:E2E_PASSPHRASE', '-nodes']
		const printed = openssl(words)
		expect(openssl(['pkey', '-pubout'], printed)).toBe(publicKey)
		expect(printed).toContain('friendlyName: keys_example_com')
		expect(printed.match(/BEGIN CERTIFICATE/g)).toHaveLength(1)
	}
	// Java has wishes of its own about passwords.
	await section.getByRole('button', { name: 'Java key store (.p12)' }).click()
	await expect(field).toHaveAccessibleDescription(/ASCII/)
	await expect(field).toBeFocused()
	await field.fill(password)
	await again.fill(password)
	await section.getByLabel('Name in the file (alias)').fill(' ')
	await section.getByRole('button', { name: 'Java key store (.p12)' }).click()
	await expect(section.getByLabel('Name in the file (alias)')).toBeFocused()
	await expect(section.getByLabel('Name in the file (alias)')).toHaveAccessibleDescription(/needs a name/)
	const keeping = section.getByRole('button', { name: 'Private key (.key)' })
	const kept = await save(keeping)
	expect(openssl(['pkey', '-in', kept.path, '-pubout'])).toBe(publicKey)
	await expect(keeping).toHaveAccessibleDescription('Saved as keys_example_com.key')
})

test('a guide proposes the kind of file that its program opens', async ({ app, page }) => {
	const path = makeChain('email:keys@example.com')
	await page.goto('/inspect')
	await page.getByLabel('Choose files').setInputFiles([path('own.pem'), path('ca.pem')])
	const section = page.getByRole('region', { name: 'With your private key' })
	const kinds = { 'Apple Mail on a Mac': 'Compatible', Thunderbird: 'Modern', 'iPhone and iPad': 'Compatible' }
	for (const [program, kind] of Object.entries(kinds)) {
		await app.where.getByRole('combobox').selectOption(program)
		await app.where.getByRole('button', { name: 'Make the .pfx' }).click()
		if (program === 'Apple Mail on a Mac') await section.getByLabel('Choose a key file').setInputFiles(path('own.key'))
		await expect(section.getByRole('radio', { name: kind })).toBeChecked()
	}
})

test('a locked key asks for its passphrase, and a wrong one is told', async ({ page }) => {
	const path = makeChain()
	const section = await openKeys(page, path)
	await section.getByLabel('Choose a key file').setInputFiles(path('locked.key'))
	const field = section.getByLabel('Passphrase of the key')
	await expect(field).toBeFocused()
	await field.fill('wrong')
	await page.keyboard.press('Enter')
	await expect(section.getByRole('alert')).toContainText('does not open it')
	await field.fill(passphrase)
	await page.keyboard.press('Enter')
	await expect(section.getByText('The key matches your certificate')).toBeVisible()
	await section.getByRole('button', { name: 'Forget the key' }).click()
	await expect(section.getByText('The key has been forgotten.')).toBeVisible()
	await expect.poll(() => page.workers().length).toBe(0)
})

test('a key of something else, a request, and what is no key', async ({ page }) => {
	const path = makeChain()
	const section = await openKeys(page, path)
	const bring = async (file: string) => {
		await section.getByLabel('Choose a key file').setInputFiles(path(file))
	}
	await bring('other.key')
	await expect(section.getByText('This key does not match')).toBeVisible()
	await expect(section.getByText('reissued')).toBeVisible()
	// The next one is brought at once.
	await bring('ca.key')
	await expect(section.getByText('This key belongs to another certificate: Example Keys CA')).toBeVisible()
	await section.getByRole('button', { name: 'Forget the key' }).click()
	await bring('own.csr')
	await expect(section.getByText('The request matches your certificate')).toBeVisible()
	await section.getByRole('button', { name: 'Forget the key' }).click()
	await bring('own.pem')
	await expect(section.getByText('There is no private key in this')).toBeVisible()
})

test('the certificate of a root’s next key goes into the file, and the root only if it is wanted', async ({ page }) => {
	const path = makeRollover()
	const section = await openKeys(page, path, ['own.pem', 'next.pem', 'ca.pem'])
	await section.getByLabel('Choose a key file').setInputFiles(path('own.key'))
	await section.getByRole('checkbox', { name: 'Show the password' }).check()
	await section.getByLabel('Password for the file', { exact: true }).fill(password)
	const pfx = section.getByRole('button', { name: 'PKCS #12 (.pfx)' })
	const certificatesIn = (file: string) =>
		openssl(['pkcs12', '-in', file, '-passin', `pass:${password}`, '-nokeys']).match(/BEGIN CERTIFICATE/g)?.length
	expect(certificatesIn((await save(pfx)).path)).toBe(2)
	await section.getByRole('checkbox', { name: 'Include the root too' }).check()
	expect(certificatesIn((await save(pfx)).path)).toBe(3)
})

test('two keys that are brought quickly: the last one counts', async ({ page }) => {
	const path = makeChain()
	const section = await openKeys(page, path)
	const field = section.getByLabel('Choose a key file')
	await field.setInputFiles(path('other.key'))
	await field.setInputFiles(path('own.key'))
	await expect(section.getByText('The key matches your certificate (RSA, PKCS #8)')).toBeVisible()
	const kept = await save(section.getByRole('button', { name: 'Private key (.key)' }))
	const publicKey = (file: string) => openssl(['pkey', '-in', file, '-pubout'])
	expect(publicKey(kept.path)).toBe(publicKey(path('own.key')))
})

test('a trust store needs no key', async ({ page }) => {
	const path = makeChain()
	const section = await openKeys(page, path)
	const form = await openTrustStore(section)
	await form.getByRole('button', { name: 'Trust store (.p12)' }).click()
	await expect(form.getByLabel('Password for the trust store')).toBeFocused()
	await form.getByRole('checkbox', { name: 'Show the trust store password' }).check()
	await form.getByLabel('Password for the trust store').fill(password)
	const saved = await save(form.getByRole('button', { name: 'Trust store (.p12)' }))
	expect(saved.name).toBe('keys_example_com_truststore.p12')
	const printed = openssl(['pkcs12', '-in', saved.path, '-passin', `pass:${password}`])
	expect(printed).toContain('friendlyName: example keys ca')
	expect(printed).toContain('2.16.840.1.113894.746875.1.1')
})

/** Notes every way in which a page or a worker can keep or send something, from before its first line. */
function recordUses() {
	const used: string[] = []
	Object.assign(globalThis, { used })
	const note = (owner: unknown, name: string, label: string) => {
		if (typeof owner !== 'object' && typeof owner !== 'function') return
		const original: unknown = owner && Reflect.get(owner, name)
		if (!owner || typeof original !== 'function') return
		Reflect.set(owner, name, function (this: unknown, ...words: unknown[]) {
			used.push(label)
			return new.target ? Reflect.construct(original, words) : Reflect.apply(original, this, words)
		})
	}
	const prototypeOf = (name: string): unknown => Reflect.get(globalThis, name)?.prototype
	note(prototypeOf('Storage'), 'setItem', 'storage')
	note(prototypeOf('IDBFactory'), 'open', 'indexedDB')
	note(prototypeOf('CacheStorage'), 'open', 'caches')
	note(prototypeOf('Navigator'), 'sendBeacon', 'beacon')
	note(prototypeOf('XMLHttpRequest'), 'send', 'xhr')
	note(prototypeOf('History'), 'pushState', 'history')
	for (const name of ['fetch', 'WebSocket', 'EventSource', 'BroadcastChannel', 'importScripts'])
		note(globalThis, name, name)
	for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn']) note(console, name, `console.${name}`)
}

test('nothing of the key is sent, stored or logged', async ({ page, context, consoleLines }) => {
	const path = makeChain()
	const sent: string[] = []
	context.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
	await context.addInitScript(recordUses)
	// No script can be put before a worker's but in its own file.
	await context.route('**/keyWorker-*.js', async (route) => {
		const response = await route.fetch()
		await route.fulfill({ response, body: `(${recordUses})();${await response.text()}` })
	})
	const section = await openKeys(page, path)
	const used = () => page.evaluate(() => Reflect.get(globalThis, 'used'))
	const [usedBefore, sentBefore, linesBefore] = [await used(), sent.length, consoleLines.length]
	await section.getByRole('textbox', { name: 'Private key as text' }).fill(readFileSync(path('locked.key'), 'utf8'))
	await section.getByRole('button', { name: 'Use this key' }).click()
	await section.getByLabel('Passphrase of the key').fill(passphrase)
	await page.keyboard.press('Enter')
	await section.getByRole('checkbox', { name: 'Show the password', exact: true }).check()
	await section.getByLabel('Password for the file').fill(password)
	await save(section.getByRole('button', { name: 'PKCS #12 (.pfx)' }))
	await save(section.getByRole('button', { name: 'Java key store (.p12)' }))
	await save(section.getByRole('button', { name: 'Private key (.key)' }))
	const [worker] = page.workers()
	expect(await worker?.evaluate(() => Reflect.get(globalThis, 'used'))).toEqual([])
	// And this test would notice it.
	expect(await worker?.evaluate(() => [indexedDB.open('x'), Reflect.get(globalThis, 'used')][1])).toEqual(['indexedDB'])
	await worker?.evaluate(() => void indexedDB.deleteDatabase('x'))
	await section.getByRole('button', { name: 'Forget the key' }).click()
	await expect.poll(() => page.workers().length).toBe(0)
	expect(await used()).toEqual(usedBefore)
	// The worker's own file is all that is fetched, and what is saved comes out of memory.
	const requests = sent.slice(sentBefore).filter((line) => !line.includes('blob:'))
	expect(requests).toEqual([expect.stringMatching(/^GET http:\/\/127\.0\.0\.1:\d+\/assets\/keyWorker-[\w-]+\.js $/)])
	expect(consoleLines.slice(linesBefore)).toEqual([])
	const stored = await page.evaluate(async () => ({
		local: localStorage.length,
		session: sessionStorage.length,
		cookies: document.cookie,
		databases: (await indexedDB.databases()).length,
		caches: (await caches.keys()).length,
	}))
	expect(stored).toEqual({ local: 0, session: 0, cookies: '', databases: 0, caches: 0 })
	expect(await context.cookies()).toEqual([])
})

test('who leaves the site leaves no key behind', async ({ page }) => {
	const path = makeChain()
	const section = await openKeys(page, path)
	await section.getByLabel('Choose a key file').setInputFiles(path('own.key'))
	await expect(section.getByText('The key matches your certificate')).toBeVisible()
	// Another page of the application is no leaving; see pages.spec.ts.
	await page.goto('about:blank')
	expect(page.workers()).toEqual([])
	await page.goBack()
	await page.waitForLoadState()
	expect(page.workers()).toEqual([])
	await expect(page.getByText('The key matches your certificate')).toHaveCount(0)
})
