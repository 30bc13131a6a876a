import { readFileSync } from 'node:fs'
import { type Locator, test } from '@playwright/test'

/** Clicks, and saves what the browser is given under the name that it is given. */
export async function save(button: Locator): Promise<{ name: string; path: string; text: string }> {
	const download = button.page().waitForEvent('download')
	await button.click()
	const name = (await download).suggestedFilename()
	const path = test.info().outputPath(name)
	await (await download).saveAs(path)
	return { name, path, text: readFileSync(path, 'latin1') }
}
