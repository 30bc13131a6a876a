import type { Page } from '@playwright/test'

/** Drops a file onto the page's header, which is no place of its own. */
export async function drop(page: Page, name: string, content: string | Buffer): Promise<void> {
	const transfer = await page.evaluateHandle(
		([base64, title]) => {
			const bytes = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0))
			const data = new DataTransfer()
			data.items.add(new File([bytes], title ?? ''))
			return data
		},
		[Buffer.from(content).toString('base64'), name],
	)
	await page.getByRole('banner').dispatchEvent('drop', { dataTransfer: transfer })
}
