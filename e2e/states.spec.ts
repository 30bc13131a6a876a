import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { states } from './states.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

for (const { name, open, expectedError } of states)
	test(`${name}: axe finds nothing, and nothing runs over`, { tag: '@phone' }, async ({
		app,
		page,
		site,
		expectedErrors,
		isMobile,
	}) => {
		if (expectedError) expectedErrors.push(expectedError)
		await open(app, site.url)
		for (const colorScheme of ['light', 'dark'] as const) {
			// The colours are the same at any size; what can be touched is not.
			if (isMobile && colorScheme === 'dark') continue
			await page.emulateMedia({ colorScheme })
			const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
			const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
			expect(found, colorScheme).toEqual([])
		}
		for (const width of isMobile ? [390] : [1440, 768, 320]) {
			await page.setViewportSize({ width, height: 844 })
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
		}
	})
