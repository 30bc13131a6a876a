import type { Locator, Page } from '@playwright/test'
import { account } from '../src/sandbox/accounts.ts'

/** What Chromium says about the question whether somebody is signed in, as long as nobody is. */
export const notSignedIn = /Failed to load resource: .* 401 /

/** The support desk at `/orders` by the names that people meet. */
export class OrdersPage {
	readonly loginName: Locator
	readonly password: Locator
	/** the one that a sign-in wants */
	readonly orderNumber: Locator
	readonly signIn: Locator
	readonly signOut: Locator
	readonly numbers: Locator
	readonly check: Locator
	readonly table: Locator
	/** those that are in sight, without the head */
	readonly rows: Locator
	readonly chain: Locator
	readonly failure: Locator
	/** how far the asking has come */
	readonly progress: Locator
	readonly pause: Locator
	readonly resume: Locator

	constructor(readonly page: Page) {
		this.loginName = page.getByRole('textbox', { name: 'Login name' })
		this.password = page.getByRole('textbox', { name: 'Password' })
		this.orderNumber = page.getByRole('textbox', { name: 'Order number', exact: true })
		this.signIn = page.getByRole('button', { name: 'Sign in' })
		this.signOut = page.getByRole('button', { name: 'Sign out' })
		this.numbers = page.getByRole('textbox', { name: 'Order numbers' })
		this.check = page.getByRole('button', { name: 'Check orders' })
		this.table = page.getByRole('table', { name: 'Orders' })
		this.rows = this.table.getByRole('row').filter({ has: page.getByRole('checkbox', { name: /^Select order/ }) })
		this.chain = page.getByRole('region', { name: 'Certificate chain' })
		// Others are empty, and wait for something to say.
		this.failure = page.getByRole('alert').filter({ hasText: /./ })
		this.progress = page.getByRole('region', { name: /(asked|still to ask)$/ })
		this.pause = page.getByRole('button', { name: 'Pause' })
		this.resume = page.getByRole('button', { name: 'Resume' })
	}

	/** One order's row, if it is in sight. */
	row(orderNumber: string): Locator {
		return this.rows.filter({ has: this.page.getByRole('button', { name: orderNumber, exact: true }) })
	}

	/** The order that is open. */
	order(orderNumber: string): Locator {
		return this.page.getByRole('region', { name: `Order ${orderNumber}` })
	}

	/** Types a login and sends it; waits for nothing that comes of it. */
	async tryLogin({
		loginName = account.loginName,
		loginPassword = account.loginPassword as string,
		orderNumber = '1000101',
	} = {}): Promise<void> {
		await this.loginName.fill(loginName)
		await this.password.fill(loginPassword)
		await this.orderNumber.fill(orderNumber)
		await this.signIn.click()
	}

	/** Opens the page and signs in. */
	async begin(address = '/orders', orderNumber = '1000101'): Promise<void> {
		await this.page.goto(address)
		await this.tryLogin({ orderNumber })
		await this.signOut.waitFor()
		await this.order(orderNumber).waitFor()
	}

	/** Puts numbers into the field and has them checked. */
	async checkNumbers(numbers: readonly string[]): Promise<void> {
		await this.numbers.fill(numbers.join('\n'))
		await this.check.click()
	}
}
