import type { Locator, Page } from '@playwright/test'
import { en } from '../src/app/words/en.ts'

/** The page at `/` by the names that people meet. */
export class CollectPage {
	readonly field: Locator
	readonly button: Locator
	/** the sentence that says what came, or the start page's title */
	readonly verdict: Locator
	readonly chain: Locator
	/** the chain's certificates, leaf first */
	readonly certificates: Locator
	/** where the certificate will go, and what to do there */
	readonly where: Locator
	readonly files: Locator
	/** an outcome that is no chain, or that one is being waited for */
	readonly status: Locator
	readonly failure: Locator

	/** the codes that a sandbox offers */
	readonly examples: Locator

	constructor(readonly page: Page) {
		this.field = page.getByRole('textbox', { name: 'Collection code or e-mail' })
		this.button = page.getByRole('button', { name: 'Collect', exact: true })
		this.verdict = page.getByRole('heading', { level: 1 })
		this.chain = page.getByRole('region', { name: 'Certificate chain' })
		this.certificates = this.chain.getByRole('listitem')
		this.where = page.getByRole('region', { name: 'Where will it go?' })
		this.files = page.getByRole('region', { name: 'Files' })
		this.status = page.getByRole('status')
		this.failure = page.getByRole('alert')
		this.examples = page.getByRole('region', { name: 'Sandbox: codes to try' })
	}

	/** Unfolds what can be chosen of a request. */
	async openOptions(): Promise<void> {
		await this.page.getByText('Request options', { exact: true }).click()
		await this.page.getByText('The same request on a command line').waitFor()
	}

	/** Opens the page, types and collects; waits for nothing that comes of it. */
	async collect(text: string, address = '/'): Promise<void> {
		await this.page.goto(address)
		await this.field.fill(text)
		await this.button.click()
	}

	/** Collects a chain and waits until it is there. */
	async collectChain(code: string, address = '/'): Promise<void> {
		await this.collect(code, address)
		await this.chain.waitFor()
	}

	/** A code that the sandbox offers, once its group is unfolded. */
	async example(code: string, group: string): Promise<Locator> {
		const example = this.examples.getByRole('button', { name: code })
		const title = en.collect.examples.groups[group] ?? group
		if (!(await example.isVisible())) await this.examples.getByText(title, { exact: true }).click()
		return example
	}

	/** The names of the chain's certificates, leaf first. */
	async names(): Promise<string[]> {
		return this.certificates.getByRole('heading').allTextContents()
	}
}
