/**
 * An order for each form in which an answer may come beside the usual one. All that are issued have the same
 * certificates as the first order of all, so that whoever reads them must find the same.
 */
import { referenceError } from './errors.ts'
import { attached, type Outcome, type Row, refused } from './outcome.ts'
import * as form from './presentation.ts'
import * as script from './script.ts'

const issued = attached('single-host')
const available: Outcome = { kind: 'available', chain: 'single-host' }
const processing: Outcome = { kind: 'processing' }
const rejected = refused(referenceError(-20))
const loginRefused = refused(referenceError(-16))

const texts: readonly Row[] = [
	['DemoLeafFirst001', '1000414', 'The chain leaf first', issued, { arrange: form.leafFirst }],
	['DemoLeafAbsent01', '1000501', 'The leaf is missing', issued, { arrange: form.leafMissing }],
	['DemoRepeatedly02', '1000502', 'Each certificate twice', issued, { arrange: form.eachTwice }],
	[
		'DemoLooseArmour1',
		'1000415',
		'Loosely written PEM',
		issued,
		{ certificates: form.asPrinted, answer: (text) => form.markedByteOrder(form.windowsLines(text)) },
	],
	['DemoCrlfLines001', '1000503', 'Lines that end in CRLF', issued, { answer: form.windowsLines }],
	['DemoByteOrder001', '1000504', 'A byte order mark', issued, { answer: form.markedByteOrder }],
	['DemoBlankAround1', '1000505', 'Blank lines before and behind', issued, { answer: form.amongBlankLines }],
	['DemoBlankInside1', '1000506', 'Blank lines between the certificates', issued, { certificates: form.apart }],
	['DemoIndentedPem1', '1000507', 'Indented lines', issued, { certificates: form.indented }],
	['DemoSpacedPem001', '1000508', 'Armour with spaces inside', issued, { certificates: form.spacedArmour }],
	['DemoFourDashes04', '1000509', 'A last footer of four dashes', issued, { certificates: form.fourDashes }],
	['DemoPlusSigns001', '1000510', 'Plus signs lost to spaces', issued, { certificates: form.plusSignsLost }],
	['DemoTextBehind01', '1000511', 'Text behind the certificates', issued, { certificates: form.withTextBehind }],
	['DemoLabelLies001', '1000512', 'Single certificates labelled as PKCS#7', issued, { certificates: form.relabelled }],
	['DemoColumns00076', '1000513', 'Base64 in lines of 76 characters', issued, { base64: form.inLinesOf(76) }],
	['DemoOneLongLine1', '1000514', 'Base64 in one line', issued, { base64: form.inOneLine }],
]

const structures: readonly Row[] = [
	['DemoArmourOwn001', '1000521', 'Structures in armour of their own', issued, { label: form.ownLabel }],
	[
		'DemoArmourCert01',
		'1000522',
		'Structures in the armour of a certificate',
		issued,
		{ label: form.labelOfOneCertificate },
	],
	['DemoPkcs7Open001', '1000523', 'PKCS#7 of indefinite length', issued, { pkcs7: 'indefinite' }],
	['DemoCmmfBare0001', '1000524', 'CMMF with a bare certificate', issued, { cmmf: 'bare' }],
	['DemoCmmfImplic01', '1000525', 'CMMF with implicit tags', issued, { cmmf: 'implicit' }],
	['DemoCmmfExplic01', '1000526', 'CMMF with explicit tags', issued, { cmmf: 'explicit' }],
]

const scripts: readonly Row[] = [
	['DemoScriptNoVar1', '1000531', 'JavaScript without var', issued, { script: { declare: script.withoutVar } }],
	[
		'DemoScriptComma1',
		'1000532',
		'JavaScript in one statement',
		issued,
		{ script: { declare: script.inOneStatement } },
	],
	['DemoScriptNotes1', '1000533', 'JavaScript with comments', issued, { script: { declare: script.withComments } }],
	[
		'DemoScriptExtra1',
		'1000534',
		'JavaScript with more variables',
		issued,
		{ script: { declare: script.amongOthers } },
	],
	['DemoScriptQuote1', '1000535', 'JavaScript in single quotes', issued, { script: { literal: script.singleQuoted } }],
	['DemoScriptEscap1', '1000536', 'JavaScript with escapes', issued, { script: { literal: script.escaped } }],
	['DemoScriptLines1', '1000537', 'JavaScript with escaped line breaks', issued, { base64: form.inLinesOf(64) }],
	['DemoScriptCont01', '1000538', 'JavaScript with continued lines', issued, { script: { literal: script.continued } }],
	['DemoScriptPlus01', '1000539', 'JavaScript that concatenates', issued, { script: { literal: script.concatenated } }],
	['DemoScriptCode01', '1000540', 'JavaScript with a quoted code', issued, { script: { code: script.quotedCode } }],
	[
		'DemoScriptArgs01',
		'1000541',
		'JavaScript whose callback gets arguments',
		issued,
		{ script: { callArguments: 'g_errorCode, g_errorMessage, g_ccc' } },
	],
]

const states: readonly Row[] = [
	['DemoZeroAlone001', '1000551', 'Being processed, as a 0 alone', processing, { status: form.codeAlone }],
	['DemoZeroLine0001', '1000552', 'Being processed, as a line with a 0', processing, { status: form.codeLine }],
	['DemoZeroClosed01', '1000553', 'Being processed, with a last line break', processing, { status: form.closedLines }],
	['DemoOneAlone0001', '1000554', 'Available, as a 1 alone', available, { status: form.codeAlone }],
	['DemoOneLine00001', '1000555', 'Available, as a line with a 1', available, { status: form.codeLine }],
	['DemoOneClosed001', '1000556', 'Available, with a last line break', available, { status: form.closedLines }],
	['DemoValidAlways1', '1000557', 'The validity period, even if not asked for', issued, { validity: 'always' }],
	['DemoValidNever01', '1000558', 'No validity period, even if asked for', issued, { validity: 'never' }],
	['DemoErrorWindow1', '1000559', 'An error in lines that end in CRLF', rejected, { answer: form.windowsLines }],
	['DemoFormEncoded1', '1000416', 'An error as a form', rejected, { status: form.urlEncoded }],
	['DemoDictionary01', '1000417', 'An error as a dictionary', loginRefused, { status: form.dictionary }],
]

/** The rows of this table; each form is a row. */
export const forms: readonly Row[] = [...texts, ...structures, ...scripts, ...states]
