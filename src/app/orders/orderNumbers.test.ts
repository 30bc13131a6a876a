import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, mostOrders, readOrderNumbers } from './orderNumbers.ts'

const numbersOf = (text: string) => readOrderNumbers(text).orders.map(({ orderNumber }) => orderNumber)

describe('lists', () => {
	test.each([
		['one', '1000101', ['1000101']],
		['lines of any system', '1000101\r\n1000102\n1000103\r1000104', ['1000101', '1000102', '1000103', '1000104']],
		['commas', '1000101, 1000102,1000103,', ['1000101', '1000102', '1000103']],
		['semicolons and tabs', '1000101;1000102\t1000103', ['1000101', '1000102', '1000103']],
		['blanks', '1000101 1000102  1000103', ['1000101', '1000102', '1000103']],
		['several in each line', '1000101,1000102\n1000103,1000104', ['1000101', '1000102', '1000103', '1000104']],
		['quotes', '"1000101","1000102"\n\'1000103', ['1000101', '1000102', '1000103']],
		['a cross before', '#1000101\n# 1000102', ['1000101', '1000102']],
		['words before', 'Order 1000101\nOrder no. 1000102\nBestellnummer: 1000103', ['1000101', '1000102', '1000103']],
		['short ones that are announced', 'order 12\n#13\nOrder no.: 14', ['12', '13', '14']],
		['a sentence', 'Please look at orders 1000101 and 1000102 (urgent), thanks.', ['1000101', '1000102']],
		[
			'dates, times, amounts and addresses beside it',
			'order 1000101 of 14 May 2027, 14/05/2027 10:30, 99.50 a1@b2.example',
			['1000101'],
		],
		[
			'a customer’s e-mail: what is announced as an order, and nothing else',
			'Hello,\nI am waiting for order #1000322 since 2026; also order no. 1000320.\nMy customer number is 778899.\nJane Doe\nPhone +49 30 1234567\n030 7654321',
			['1000322', '1000320'],
		],
		[
			'several that are announced at once',
			'Please check orders 1000101, 1000102 and 1000103. Invoice 5550001, ticket #48213',
			['1000101', '1000102', '1000103'],
		],
		[
			'lines below one that is announced',
			'Please check order 1000101\n1000102\n1000103',
			['1000101', '1000102', '1000103'],
		],
		['numbers that nothing announces', 'see 1000101 for Smith\nand 1000102 for Jones', ['1000101', '1000102']],
		['a sheet’s sign for text', '="1000101"', ['1000101']],
		['leading zeros, which CollectCCC takes as well', '0001000101 1000101', ['1000101']],
		['twenty digits', '12345678901234567890', ['12345678901234567890']],
		['full-width digits', '１０００１０１', ['1000101']],
		[
			'a byte order mark, and characters that are not seen',
			'\ufeff1000101\u200b\n\u20601000102',
			['1000101', '1000102'],
		],
		[
			'UTF-16 that was read as something else',
			'\ufffd\ufffd1\u00000\u00000\u00000\u00001\u00000\u00001\u0000',
			['1000101'],
		],
	])('%s', (_, text, expected) => {
		expect(numbersOf(text)).toEqual(expected)
	})

	test.each([
		['nothing', '', 0],
		['white space', ' \r\n\t ', 0],
		['words', 'hello, world', 2],
		['21 digits', '123456789012345678901', 1],
		['zero', '0', 1],
		['a negative number', '-1000101', 1],
		['a decimal', '1000101.5', 1],
		['part of a word', 'ABC1000101\n1000101X\nx_1000101', 3],
		['an address', 'a1000101@example.com', 1],
	])('no order number in %s', (_, text, count) => {
		expect(readOrderNumbers(text)).toMatchObject({ orders: [], notNumbers: { count } })
	})

	test('says how many were double, and what was no number', () => {
		expect(readOrderNumbers(`1000101\n1000102\n1000101\nabc\n${'long '.repeat(50)}\nd\ne\nf\ng`)).toEqual({
			orders: [
				{ orderNumber: '1000101', note: '' },
				{ orderNumber: '1000102', note: '' },
			],
			doubles: 1,
			leftOut: 0,
			notNumbers: { count: 6, examples: ['abc', 'long '.repeat(8), 'd', 'e', 'f'] },
			column: undefined,
		})
	})

	test('takes 5,000 and says how many more there were', () => {
		const all = Array.from({ length: mostOrders + 7 }, (_, index) => `${1_000_000 + index}`)
		const { orders, leftOut, doubles } = readOrderNumbers([...all, '1000000', '1005003'].join('\n'))
		expect([orders.length, leftOut, doubles]).toEqual([mostOrders, 7, 2])
	})
})

describe('tables', () => {
	const order = (orderNumber: string, note = '') => ({ orderNumber, note })

	test.each([
		['commas', ','],
		['semicolons', ';'],
		['tabs', '\t'],
	])('%s, a column by its title, and the notes beside it', (_, delimiter) => {
		const cells = [
			['Customer', 'Order number', 'Year', 'Notes'],
			['"Smith, Jones; Co"', '1000101', '2026', '"rang ""twice"",\r\nangry"'],
			['Miller', '#1000102', '2027', ''],
			['', '', '', ''],
		]
		const text = cells.map((line) => line.join(delimiter)).join('\r\n')
		expect(readOrderNumbers(text)).toEqual({
			orders: [order('1000101', 'rang "twice", angry'), order('1000102')],
			doubles: 0,
			leftOut: 0,
			notNumbers: { count: 0, examples: [] },
			column: 'Order number',
		})
	})

	test.each([
		'order',
		'ORDER NO.',
		'Order-ID',
		'orderNumber',
		'Sectigo order number',
		'Bestellnummer',
		'Auftrags-Nr.',
		'N° de commande',
		'Número de pedido',
		'Numero d’ordine',
	])('the title %s', (title) => {
		expect(readOrderNumbers(`id,${title},date\n1,1000101,2026\n2,1000102,2027`)).toMatchObject({
			orders: [order('1000101'), order('1000102')],
			column: title,
		})
	})

	test('a title over numbers, not over something else', () => {
		expect(readOrderNumbers('Order,Order no\nnew,1000101\nrenewal,1000102')).toMatchObject({
			orders: [order('1000101'), order('1000102')],
			column: 'Order no',
		})
	})

	test('a title over a single column', () => {
		expect(readOrderNumbers('Order number\r\n1000101\r\nabc\r\n1000102')).toMatchObject({
			orders: [order('1000101'), order('1000102')],
			notNumbers: { count: 1, examples: ['abc'] },
			column: 'Order number',
		})
	})

	test('a heading over a list is no title of a table', () => {
		expect(numbersOf('Order no.\n1000101, 1000102\n1000103')).toEqual(['1000101', '1000102', '1000103'])
	})

	test('without a title, the column where all are numbers; the longest, if there are several', () => {
		expect(readOrderNumbers('1,Smith,1000101\n2,Jones,1000102\n3,10,1000103')).toMatchObject({
			orders: [order('1000101'), order('1000102'), order('1000103')],
			notNumbers: { count: 0 },
			column: 3,
		})
		expect(readOrderNumbers('Kunde;Vorgang\nSmith;1000101\nJones;1000102')).toMatchObject({
			orders: [order('1000101'), order('1000102')],
			column: 'Vorgang',
		})
	})

	test('Excel’s line that names what stands between cells', () => {
		expect(readOrderNumbers('sep=;\r\nOrder;Note\r\n1000101;"a, b"')).toMatchObject({
			orders: [order('1000101', 'a, b')],
			column: 'Order',
		})
	})

	test('a note that was made inert is what it was', () => {
		expect(readOrderNumbers("Order,Note\n1000101,'=1+1\n1000102,'tis")).toMatchObject({
			orders: [order('1000101', '=1+1'), order('1000102', "'tis")],
		})
	})

	test('a quote that is never closed swallows nothing', () => {
		expect(numbersOf('Order,Size\n1000101,5"\n1000102,"6\n1000103,7')).toEqual(['1000101', '1000102', '1000103'])
	})
})

describe('whatever the text', () => {
	const separators = fc.constantFrom(',', ';', '\t', '\n', '\r\n', ' ', ', ', ';\n')
	const number = fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }).map(String)
	const wrapped = fc.tuple(number, fc.constantFrom('%', '#%', '"%"', '="%"', '00%', "'%"))

	test('each number is found once, in order', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(wrapped, separators)), (all) => {
				const text = all.map(([[digits, form], separator]) => form.replace('%', digits) + separator).join('')
				const expected = [...new Set(all.map(([[digits]]) => digits))]
				const found = readOrderNumbers(text)
				expect(found.orders.map(({ orderNumber }) => orderNumber)).toEqual(expected)
				expect([found.doubles, found.notNumbers.count]).toEqual([all.length - expected.length, 0])
			}),
		)
	})

	test('what comes out is an order number, once', () => {
		const noise = fc.string({
			unit: fc.oneof(
				fc.constantFrom(...'0123456789,;\t\r\n "\'#=.-/:@aZ', 'order', '1000101'),
				fc.string({ unit: 'binary', maxLength: 1 }),
			),
			size: 'large',
		})
		fc.assert(
			fc.property(noise, (text) => {
				const { orders } = readOrderNumbers(text)
				for (const { orderNumber, note } of orders) {
					expect(orderNumber).toMatch(/^[1-9]\d{0,19}$/)
					expect(note).not.toMatch(/[\r\n\t]/)
				}
				expect(new Set(orders.map(({ orderNumber }) => orderNumber)).size).toBe(orders.length)
			}),
		)
	})

	const bad: readonly (readonly [string, string])[] = [
		['digits', '1'],
		['zeros', '0'],
		['lines', '1000101\n'],
		['commas', ','],
		['quotes', '"'],
		['quotes that are never closed', '"a,'],
		['doubled quotes', '"",'],
		['letters', 'a'],
		['digits and dots', '1.'],
		['crosses', '#'],
		['words', 'order '],
		['records', '1000101,"a ""b"" c",2026\r\n'],
		['blanks', ' '],
		['signs of sheets', '="'],
	]
	test.each(bad)('the time grows with the length alone: %s', (_, piece) => {
		const time = (length: number) => {
			const text = `Order,Note,X\n1,2,3\n${piece.repeat(length / piece.length)}x`
			const began = performance.now()
			readOrderNumbers(text)
			return performance.now() - began
		}
		time(20_000)
		const short = Math.min(...Array.from({ length: 3 }, () => time(50_000)))
		const long = Math.min(...Array.from({ length: 3 }, () => time(800_000)))
		// Sixteen times the text; the square of it would be 256 times the work.
		expect(long).toBeLessThan(Math.max(short, 2) * 16 * 5)
	})
})

describe('files', () => {
	const text = 'Bestellnummer;Notiz\r\n1000101;Grüße\r\n'
	const utf16 = (bigEndian: boolean, mark: boolean) => {
		const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
		return bigEndian ? bytes.swap16() : bytes
	}
	test.each([
		['UTF-8', Buffer.from(text)],
		['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
		['UTF-16, little endian', utf16(false, false)],
		['UTF-16, little endian with a mark', utf16(false, true)],
		['UTF-16, big endian', utf16(true, false)],
		['UTF-16, big endian with a mark', utf16(true, true)],
		['Windows-1252', Buffer.from(text, 'latin1')],
	])('%s', (_, bytes) => {
		expect(decodeText(bytes)).toBe(text)
		expect(readOrderNumbers(decodeText(bytes)).orders).toEqual([{ orderNumber: '1000101', note: 'Grüße' }])
	})
	test('any bytes, and none', () => {
		fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeText(bytes) === 'string'))
		expect(decodeText(new Uint8Array())).toBe('')
	})
})

test.each([
	['a range', '2000038-2000046', 'range', []],
	['a range with blanks', '2000038 – 2000046', 'range', []],
	['a range in words, beside a number', '2000001\n2000038 to 2000046', 'range', ['2000001']],
	['what runs backwards, like a telephone number', '2000046-2000038', undefined, []],
	['a collection code', ' DemoReadyCode123 ', 'code', []],
	['a link with a code', 'https://example.com/collect?collectionCode=aB3dE6gH9jK2mN5p', 'code', []],
	['a code beside an order', 'order 2000001, collection code: aB3dE6gH9jK2mN5p', undefined, ['2000001']],
	['a word', 'hello', undefined, []],
])('%s', (_, text, instead, numbers) => {
	const found = readOrderNumbers(text)
	expect([found.instead, found.orders.map(({ orderNumber }) => orderNumber)]).toEqual([instead, numbers])
})
