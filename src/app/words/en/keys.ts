/** What is said of private keys and the files that are made with them, in English. It is loaded when somebody opens that part. */
import type { KeyFailureCode } from '../../../keys/keyFailure.ts'
import type { Brought } from '../../keys/keyProtocol.ts'

type Key = Extract<Brought, { kind: 'key' }>

const forms: Record<Key['form'], string> = {
	pkcs8: 'PKCS #8',
	pkcs1: 'PKCS #1',
	sec1: 'SEC 1',
	pfx: 'out of a PKCS #12 file',
}

export const enKeys = {
	stays:
		'Your key stays in this browser. It is only kept in memory, is not sent or stored anywhere, and is gone when you close or reload this page.',
	insecure:
		'This page was opened over plain http, so it may have been altered on its way to you. Do not enter a key here: open the page over https.',
	field: 'Private key as text',
	choose: 'Choose a key file',
	drop: 'You can also drop the file here. It can be PEM, DER, PKCS #8, PKCS #1, SEC 1, .pfx or .p12; a certificate request (CSR) can be compared as well.',
	use: 'Use this key',
	empty: 'Paste a key or choose a file first.',
	reading: 'Reading …',
	unreadableFile: 'Your browser could not read this file.',
	forget: 'Forget the key',
	forgotten: 'The key has been forgotten.',
	locked: {
		label: 'Passphrase of the key',
		text: 'The key is protected with a passphrase.',
		wrong: 'This passphrase does not open it. Check capital letters and your keyboard layout.',
		button: 'Unlock',
	},
	matches: {
		key: ({ algorithm, form }: Key) => `The key matches your certificate (${algorithm}, ${forms[form]})`,
		request: 'The request matches your certificate',
		requestText:
			'Your certificate was made from this request. To make files, use the private key that was made with it.',
	},
	other: {
		title: (what: 'key' | 'request', name: string) => `This ${what} belongs to another certificate: ${name}`,
		text: 'These files are for a different certificate. If you meant that one, choose it at the top of the page.',
	},
	none: {
		title: (what: 'key' | 'request') => `This ${what} does not match`,
		lead: 'Its public half is not in any of these certificates. Common reasons:',
		reasons: [
			'The certificate was reissued or renewed with a new key, and this is the old one.',
			'It was ordered with a different request (CSR) than the one made with this key.',
			'The key belongs to another server, or to another site on the same server.',
		],
	},
	failures: {
		'not-a-key':
			'There is no private key in this. A key begins with “-----BEGIN PRIVATE KEY-----” or something similar.',
		broken: 'The key is damaged or cut off. Copy it again from where it was made.',
		'wrong-passphrase': 'This passphrase does not open it.',
		unsupported: 'The key is encrypted or written in a way that this page cannot read.',
		'too-costly': 'Opening it would take far too long. No common program makes such files.',
		'too-large': 'This is too large for a key.',
		'empty-password':
			'Enter a password. Without one, anyone who gets the file has your key, and programs disagree about empty passwords.',
		'not-as-written': 'The file was opened again as a test and is not as it should be, so it was not saved. Try again.',
		'no-webcrypto': 'This browser offers no cryptography that this page could use.',
		unexpected: 'Something unexpected happened in this page. Nothing was saved.',
	} satisfies Record<KeyFailureCode | 'unexpected', string>,
	store: {
		title: 'One file with key and certificate',
		alias: 'Name in the file (alias)',
		strength: 'Encryption',
		modern: 'Modern',
		modernText:
			'AES-256. For Windows 10 (1809) and Server 2019 or later, Java since July 2021 (8u301, 11.0.12), OpenSSL and programs that use it. A program that does not support it usually says that the password is wrong: then choose “Compatible”.',
		compatible: 'Compatible',
		compatibleText:
			'3DES and SHA-1. For macOS, iPhone and iPad, and for older Windows (Server 2016 and before), Java and Android. It is weaker: choose a long password, and delete the file once it is installed.',
		password: 'Password for the file',
		again: 'Password again',
		show: 'Show the password',
		differs: 'The two passwords are not the same.',
		chain: 'Include the authorities above it',
		root: 'Include the root too',
		rootText: 'Hardly anything needs it. Turn this on if a system asks for the complete chain.',
		pfx: 'PKCS #12 (.pfx)',
		pfxText: 'For Windows and IIS, Azure, Tomcat and mail programs.',
		java: 'Java key store (.p12)',
		javaText: 'The same, with a password and a name that every version of Java accepts.',
		key: 'Private key (.key)',
		keyText:
			'PKCS #8 in PEM, for nginx, Apache and the like. It is not encrypted, and the password above does not protect it: make sure that only the server can read it.',
		javaPassword:
			'For Java the password needs at least six characters, all of them ASCII: letters without accents, digits and common symbols. Many versions of Java cannot open a key store with any other password.',
		javaAlias: 'Java needs a name for the key.',
		making: 'Making the file …',
		saved: (name: string) => `Opened again, compared, and saved as ${name}`,
		keySaved: (name: string) => `Saved as ${name}`,
	},
	trust: {
		open: 'Without a key: a trust store',
		title: 'Trust store for Java',
		text: 'The authorities above your certificate, for clients that should trust them. You do not need a key.',
		password: 'Password for the trust store',
		again: 'Trust store password again',
		show: 'Show the trust store password',
		empty: 'Enter a password: Java asks for one.',
		button: 'Trust store (.p12)',
		saved: (name: string) => `Saved as ${name}`,
	},
}
