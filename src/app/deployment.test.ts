import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSite } from './deployment.ts'

const whole = {
	siteName: 'Example University',
	siteLogo: '/assets/logo-AbC_123-x.svg',
	siteIcon: '/assets/icon-AbC_123-x.png',
	contactUrl: 'mailto:help@example.edu',
	privacyUrl: 'https://example.edu/privacy',
	imprintUrl: 'https://example.edu/imprint',
}

test('what the server says is what is shown', () => {
	const { siteName: name, siteLogo: logo, siteIcon: icon, ...links } = whole
	expect(readSite(whole)).toEqual({ name, logo, icon, ...links })
	expect(readSite({ ...whole, contactUrl: 'https://example.edu' })).toMatchObject({ contactUrl: 'https://example.edu' })
})

test.each([
	['siteName', ' ', 'name'],
	['siteName', undefined, 'logo'],
	['siteLogo', 'https://example.com/logo.svg', 'logo'],
	['siteLogo', '/assets/../api/session', 'logo'],
	['siteIcon', '//example.com/icon.svg', 'icon'],
	['contactUrl', 'javascript:alert(1)', 'contactUrl'],
	['privacyUrl', 'mailto:help@example.edu', 'privacyUrl'],
	['imprintUrl', ' https://example.edu', 'imprintUrl'],
	['imprintUrl', ['https://example.edu'], 'imprintUrl'],
])('%s of %j shows no %s', (key, value, shown) => {
	expect(readSite({ ...whole, [key]: value })).toHaveProperty(shown, undefined)
})

test('nothing that is shown can be run or comes from elsewhere, whatever stands in the page', () => {
	const keys = fc.constantFrom(...Object.keys(whole))
	const values = fc.oneof(fc.webUrl(), fc.string(), fc.anything(), fc.constantFrom('javascript:x', 'data:x', '//x'))
	fc.assert(
		fc.property(fc.dictionary(keys, values), (data) => {
			const { logo, icon, contactUrl, privacyUrl, imprintUrl } = readSite(data)
			for (const image of [logo, icon])
				if (image !== undefined) expect(new URL(image, 'http://x/').href).toMatch(/^http:\/\/x\/assets\//)
			for (const link of [contactUrl, privacyUrl, imprintUrl])
				if (link !== undefined) expect(link).toMatch(/^(https:\/\/|mailto:)/)
		}),
	)
})
