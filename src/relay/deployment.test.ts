import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeploymentPlaceholderMissing, withDeployment } from './deployment.ts'

const page = '<!doctype html><script type="application/json" id="deployment">{}</script><p>$& {}</p>'

test('the data comes back from the page as it went in, and cannot end its block', () => {
	const deployment = { examples: [{ code: "$& $'", title: '</script><!--\u2028\u2029', group: 'g' }] }
	const html = withDeployment(page, deployment)
	expect(html.match(/<\/script>/g)).toHaveLength(1)
	expect(html).not.toMatch(/<!--|[\u2028\u2029]/)
	const json = html.slice(html.indexOf('">') + 2, html.indexOf('</script>'))
	expect(JSON.parse(json)).toEqual(deployment)
	expect(html.endsWith('<p>$& {}</p>')).toBe(true)
})

const head = '<!doctype html><title>t</title><link rel="icon" href="/favicon.svg" type="image/svg+xml" />'

test('the name is the title as it is, whatever is in it, and no markup', () => {
	const names = fc.oneof(fc.string(), fc.constantFrom('</title><script>', '$& $1', '&lt; &amp;amp;', '{}</script>'))
	fc.assert(
		fc.property(names, (siteName) => {
			const html = withDeployment(head + page, { siteName })
			const [, title = '', rest = ''] = /<title>([^<]*)<\/title>(.*)/s.exec(html) ?? []
			// What remains of the text has no meaning but that of these references (HTML, section 13.2.5.2).
			expect(title.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')).toBe(siteName)
			expect(title).not.toMatch(/&(?!(quot|lt|amp);)/)
			expect(rest.replace(/\{.*\}(?=<\/script>)/, '{}')).toBe((head + page).slice(head.indexOf('<link')))
		}),
	)
})

test('the tab has the icon before anything is run, and the logo where there is none', () => {
	const iconOf = (deployment: Parameters<typeof withDeployment>[1]) =>
		/<link rel="icon" href="([^"]*)"/.exec(withDeployment(head + page, deployment))?.[1]
	expect(iconOf({})).toBe('/favicon.svg')
	expect(iconOf({ siteLogo: '/assets/logo-x.svg' })).toBe('/assets/logo-x.svg')
	expect(iconOf({ siteLogo: '/assets/logo-x.svg', siteIcon: '/assets/icon-x.png' })).toBe('/assets/icon-x.png')
})

test('a page without a place for the data is refused', () => {
	expect(() => withDeployment('<!doctype html>', {})).toThrow(DeploymentPlaceholderMissing)
	expect(() => withDeployment(page, { siteName: 'x' })).toThrow(DeploymentPlaceholderMissing)
	expect(() => withDeployment(page, { siteIcon: 'x' })).toThrow(DeploymentPlaceholderMissing)
})
