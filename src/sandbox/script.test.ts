/** Each style of JavaScript is run, as a browser would, and read by the reader, which never runs it. */
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { readReply } from '../collectccc/reply.ts'
import { forms } from './forms.ts'
import { writeScript } from './script.ts'

/** What there is after a script has run in a page that has the function `page.done`. */
function run(script: string) {
	const calls: unknown[][] = []
	const context: Record<string, unknown> = { page: { done: (...given: unknown[]) => calls.push(given) } }
	runInNewContext(script, context, { timeout: 1000 })
	return { code: context['g_errorCode'], message: context['g_errorMessage'], ccc: context['g_ccc'], calls }
}

const ccc = `-----BEGIN CERTIFICATE-----\n${'MII+/abc'.repeat(8)}\nMIIB+/==\n-----END CERTIFICATE-----\n`
const refusal = { status: -91, message: 'It\'s "not" \\ permitted: 100 % </script> – sorry' }
const styles = forms.flatMap(([code, , , , { script } = {}]) => (script ? [[code, script] as const] : []))

describe.each([['the usual style', {}] as const, ...styles])('%s', (code, style) => {
	const status = (number: number) => (code === 'DemoScriptCode01' ? String(number) : number)

	test('declares the certificates and calls the callback', () => {
		const script = writeScript({ status: 2, message: '' }, ccc, 'page.done', style)
		const given = code === 'DemoScriptArgs01' ? [2, '', ccc] : []
		expect(run(script)).toEqual({ code: status(2), message: '', ccc, calls: [given] })
		expect(readReply(new TextEncoder().encode(script))).toMatchObject({ kind: 'certificates', payload: ccc.trim() })
	})

	test('declares an error and calls nothing', () => {
		const script = writeScript(refusal, '', undefined, style)
		expect(run(script)).toEqual({ code: status(-91), message: refusal.message, ccc: '', calls: [] })
		expect(readReply(new TextEncoder().encode(script))).toMatchObject({ code: -91, message: refusal.message })
		expect(script).not.toContain('</script')
	})
})

test.each([
	['DemoScriptNoVar1', /^g_errorCode = 2;\n/],
	['DemoScriptComma1', /^var g_errorCode = 2,\n\tg_errorMessage = "",\n\tg_ccc = "[^"\n]+"\n$/],
	['DemoScriptNotes1', /^<!--\n\/\*.*\/\/ g_ccc='\n\/\/-->\n$/s],
	['DemoScriptExtra1', /^var g_version=.*\nvar g_errorCode=2;\n.*var g_errorItem="";\n$/s],
	['DemoScriptQuote1', /;\nvar g_ccc='[^'"\n]+';\n$/],
	['DemoScriptEscap1', /g_ccc="\\x2d[^"]*\\u000aMII[^-+\n"]+";\n$/],
	['DemoScriptCont01', /g_ccc="-----BEGIN CERTIFICATE-----\\n\\\nMII/],
	['DemoScriptPlus01', /g_ccc="-----BEGIN CERTIFICATE-----\\n" \+\n\t"MII/],
	['DemoScriptCode01', /^var g_errorCode="2";\n/],
	['DemoScriptArgs01', /^var g_errorCode=2;\n/],
])('%s looks as it should', (code, expected) => {
	const style = styles.find(([named]) => named === code)?.[1]
	expect(writeScript({ status: 2, message: '' }, ccc, undefined, style)).toMatch(expected)
})
