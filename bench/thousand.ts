/** A PKCS#7 file with a thousand certificates in the browser: how long it takes, and how long the page is busy in one go. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { foundAuthority } from '../src/sandbox/authority.ts'
import { generateKeys, issue, validityPeriod } from '../src/sandbox/certificate.ts'
import { pkcs7 } from '../src/sandbox/containers.ts'

const runs = 5

async function makeFile(): Promise<Buffer> {
	const now = new Date()
	const { ellipticTlsIssuer, ellipticRoot } = await foundAuthority(now)
	const keys = await generateKeys('P-256')
	const leaves = await Promise.all(
		Array.from({ length: 1000 }, (_, index) =>
			issue(
				{ name: [['CN', `host-${index}.example.com`]], keys },
				ellipticTlsIssuer,
				{ kind: 'tls', hosts: [`host-${index}.example.com`] },
				validityPeriod(now, -10, 80),
			),
		),
	)
	return Buffer.from(pkcs7([...leaves, ellipticTlsIssuer.certificate, ellipticRoot.certificate]))
}

interface Opening {
	readonly whole: number
	/** milliseconds; tasks under 50 are not reported by browsers */
	readonly longTasks: readonly number[]
}

async function open(page: Page, address: string, path: string): Promise<Opening> {
	await page.goto(`${address}/inspect`)
	await page.waitForLoadState('networkidle')
	await page.evaluate(() => {
		const tasks: number[] = []
		Object.assign(globalThis, { longTasks: tasks })
		new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
			type: 'longtask',
		})
	})
	const began = performance.now()
	await page.getByLabel('Choose files').setInputFiles(path)
	await page.getByRole('region', { name: 'Certificate chain' }).waitFor()
	const whole = performance.now() - began
	// What is rendered after the first frame belongs to it.
	await page.getByRole('region', { name: 'What was read' }).waitFor()
	await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200))))
	const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks)
	return { whole, longTasks }
}

/**
 * @param page a page of a browser
 * @param address where the application is
 * @returns lines that say how long opening took, and which tasks were over 50 ms
 */
export async function openThousand(page: Page, address: string): Promise<readonly string[]> {
	const buffer = await makeFile()
	// As a file: what the tool that drives the browser would have to hand over would be a task of its own.
	const folder = await mkdtemp(join(tmpdir(), 'certcollect-'))
	const path = join(folder, 'thousand.p7b')
	await writeFile(path, buffer)
	const openings: Opening[] = []
	for (let run = 0; run < runs; run++) openings.push(await open(page, address, path))
	await rm(folder, { recursive: true })
	const said = ({ whole, longTasks }: Opening) =>
		`${whole.toFixed(0)} ms (${longTasks.map((task) => task.toFixed(0)).join(', ') || 'none'})`
	return [
		`PKCS#7 with 1002 certificates (${(buffer.length / 1024).toFixed(0)} KB), until it is shown, and its tasks over 50 ms:`,
		...openings.map((opening) => `  ${said(opening)}`),
	]
}
