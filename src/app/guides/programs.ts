/**
 * Mail programs, which take certificate, chain and key in one PKCS #12 file, and what signs code with it.
 *
 * Sources: Microsoft, Outlook (e-mail security), SignTool; Apple, Keychain Access, the security command, iOS deployment
 * (identities); Mozilla, Thunderbird (S/MIME); Google, hosted S/MIME; Oracle, jarsigner and keytool.
 */
import type { GuideFacts } from './facts.ts'
import { type Guide, makePfx, type Step } from './guide.ts'
import { importPfx, keytoolProof, windowsProof } from './otherServers.ts'
import { powerShellString, shellWord } from './quote.ts'

const takesPfx = (
	facts: GuideFacts,
	steps: readonly Step[],
	proof: readonly Step[],
	making?: Parameters<typeof makePfx>[1],
): Guide => ({
	files: [facts.served],
	own: 'pfx',
	steps: [makePfx(facts, making), ...steps],
	proof,
})

/** What can be compared by eye alone. */
const compared = (say: Step['say'], { fingerprint }: GuideFacts): Step => ({ say, answer: fingerprint })

export const outlook = (facts: GuideFacts): Guide =>
	takesPfx(
		facts,
		[{ say: 'outlook-import', shell: 'PowerShell', block: importPfx(facts, 'CurrentUser') }, { say: 'outlook' }],
		[{ say: 'proof-signed' }, windowsProof(facts, 'CurrentUser')],
		'make-pfx-for-windows',
	)

export function appleMail(facts: GuideFacts): Guide {
	const { names, address, fingerprint } = facts
	const mailbox = address === undefined ? '' : ` -e ${shellWord(address)}`
	return takesPfx(
		facts,
		[
			{
				say: 'apple-import',
				block: `security import ${shellWord(names.pfx)} -k ~/Library/Keychains/login.keychain-db`,
			},
			{ say: 'apple-mail' },
		],
		[
			{ say: 'proof-signed' },
			{
				say: 'proof-apple',
				block: `security find-certificate -a -Z${mailbox}`,
				answer: fingerprint?.replaceAll(':', ''),
			},
		],
		'make-pfx-compatible',
	)
}

export const thunderbird = (facts: GuideFacts): Guide =>
	takesPfx(facts, [{ say: 'thunderbird-import' }, { say: 'thunderbird' }], [compared('proof-thunderbird', facts)])

export const ios = (facts: GuideFacts): Guide =>
	takesPfx(facts, [{ say: 'ios-import' }, { say: 'ios' }], [compared('proof-ios', facts)], 'make-pfx-compatible')

export const android = (facts: GuideFacts): Guide =>
	takesPfx(facts, [{ say: 'android-import' }, { say: 'android' }], [compared('proof-android', facts)])

export const gmail = (facts: GuideFacts): Guide =>
	takesPfx(facts, [{ say: 'gmail' }, { say: 'gmail-upload' }], [compared('proof-mail', facts)])

/** An authority's server of time stamps, which anybody may use. */
const timestamps = 'http://timestamp.sectigo.com'

export function signtool(facts: GuideFacts): Guide {
	const sign = `signtool sign /fd SHA256 /td SHA256 /tr ${timestamps}`
	const { fingerprint, thumbprint, names } = facts
	return {
		files: [facts.served],
		own: 'token-or-pfx',
		steps: [
			{ say: 'signtool-token', shell: 'PowerShell', block: `${sign} /sha1 ${thumbprint ?? 'SHA-1'} program.exe` },
			makePfx(facts, 'make-pfx-for-windows'),
			{
				say: 'signtool-pfx',
				shell: 'PowerShell',
				block: `${sign} /f ${powerShellString(`.\\${names.pfx}`)} /p PASSWORD program.exe`,
			},
		],
		proof: [
			{ say: 'proof-signtool', shell: 'PowerShell', block: 'signtool verify /pa /v program.exe' },
			{
				say: 'proof-signer',
				shell: 'PowerShell',
				block: `$signer = (Get-AuthenticodeSignature .\\program.exe).SignerCertificate
[BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($signer.RawData)) -replace '-', ':'`,
				answer: fingerprint,
			},
		],
	}
}

export function jarsigner(facts: GuideFacts): Guide {
	const { pfx, stem } = facts.names
	return {
		files: [facts.served],
		own: 'token-or-pfx',
		steps: [
			makePfx(facts, 'make-pfx-for-java'),
			{
				say: 'jarsigner',
				block: `jarsigner -tsa ${timestamps} -storetype PKCS12 -keystore ${shellWord(pfx)} program.jar ${shellWord(stem.toLowerCase())}`,
			},
		],
		proof: [
			keytoolProof(facts),
			{
				say: 'proof-jar',
				block: 'jarsigner -verify program.jar && keytool -printcert -jarfile program.jar',
				answer: facts.fingerprint,
			},
		],
	}
}
