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

test('a page without a place for the data is refused', () => {
	expect(() => withDeployment('<!doctype html>', {})).toThrow(DeploymentPlaceholderMissing)
})
