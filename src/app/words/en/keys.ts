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
		'Your key stays in this browser. It is kept in memory only, is sent nowhere and stored nowhere, and is gone when you leave this page.',
	insecure:
		'This page was opened over plain http, where it could have been altered on its way to you. Do not give it a key: open it with https.',
	field: 'Private key as text',
	choose: 'Choose a key file',
	drop: 'You can also drop the file here. PEM, DER, PKCS #8, PKCS #1, SEC 1, .pfx and .p12 are read; a certificate request (CSR) can be compared as well.',
	use: 'Use this key',
	empty: 'Paste a key or choose a file first.',
	reading: 'Reading …',
	unreadableFile: 'The browser could not read this file.',
	forget: 'Forget the key',
	forgotten: 'The key is forgotten.',
	locked: {
		label: 'Passphrase of the key',
		text: 'The key is locked with a passphrase.',
		wrong: 'This passphrase does not open it. Check capital letters and your keyboard layout.',
		button: 'Unlock',
	},
	matches: {
		key: ({ algorithm, form }: Key) => `The key matches your certificate (${algorithm}, ${forms[form]})`,
		request: 'The request matches your certificate',
		requestText:
			'Your certificate was made from this request. To make files, bring the private key that was made with it.',
	},
	other: {
		title: (what: 'key' | 'request', name: string) => `This ${what} belongs to another certificate: ${name}`,
		text: 'It is not that of the certificate that these files are for. If that one was meant, choose it above as the certificate to begin with.',
	},
	none: {
		title: (what: 'key' | 'request') => `This ${what} does not match`,
		lead: 'Its public half is not in any of these certificates. The usual reasons:',
		reasons: [
			'The certificate was reissued or renewed with a new key, and this is the earlier one.',
			'It was ordered with another request (CSR) than the one that was made with this key.',
			'The key is of another server, or another site on the same server.',
		],
	},
	failures: {
		'not-a-key': 'There is no private key in this. A key begins with “-----BEGIN PRIVATE KEY-----” or similar.',
		broken: 'The key is damaged or cut off. Take it once more from where it was made.',
		'wrong-passphrase': 'This passphrase does not open it.',
		unsupported: 'The key is locked or written in a way that is not read here.',
		'too-costly': 'Opening it would take far too long. No usual program makes such a file.',
		'too-large': 'This is too large for a key.',
		'empty-password':
			'Enter a password. Without one, whoever gets the file has your key, and programs do not agree on what an empty one is.',
		'not-as-written': 'The file was opened again and is not as it should be, so it is not offered. Try again.',
		'no-webcrypto': 'This browser has no cryptography that could be used.',
		unexpected: 'Something unexpected happened in this page. Nothing was saved.',
	} satisfies Record<KeyFailureCode | 'unexpected', string>,
	store: {
		title: 'One file with key and certificate',
		alias: 'Name in the file (alias)',
		strength: 'Encryption',
		modern: 'Modern',
		modernText:
			'AES-256. For Windows 10 (1809) and Server 2019 or later, Java since July 2021 (8u301, 11.0.12), OpenSSL and what uses it. A program that does not know it mostly says that the password is wrong: then take the other one.',
		compatible: 'Compatible',
		compatibleText:
			'3DES and SHA-1. For macOS, iPhone and iPad, and for older Windows (Server 2016 and before), Java and Android. Weaker: choose a long password, and delete the file once it is installed.',
		password: 'Password for the file',
		again: 'Password again',
		show: 'Show the password',
		differs: 'The two passwords are not the same.',
		chain: 'Include the authorities above it',
		root: 'Include the root too',
		rootText: 'Hardly anything needs it. Turn it on if a system asks for the complete chain.',
		pfx: 'PKCS #12 (.pfx)',
		pfxText: 'For Windows and IIS, Azure, Tomcat and mail programs.',
		java: 'Java key store (.p12)',
		javaText: 'The same, with a password and a name that every Java takes.',
		key: 'Private key (.key)',
		keyText:
			'PKCS #8 in PEM, for nginx, Apache and the like. It is not encrypted, and the password above does not go with it: let nobody but the server read it.',
		javaPassword:
			'For Java the password needs at least six characters, none of them beyond ASCII: letters without accents, digits and the usual signs. Many versions of Java open no key store with any other.',
		javaAlias: 'Java needs a name for the key.',
		making: 'Making the file …',
		saved: (name: string) => `Opened again, compared, and saved as ${name}`,
		keySaved: (name: string) => `Saved as ${name}`,
	},
	trust: {
		open: 'Without a key: a trust store',
		title: 'Trust store for Java',
		text: 'The authorities above your certificate, for clients that are to trust them. No key is needed.',
		password: 'Password for the trust store',
		again: 'Trust store password again',
		show: 'Show the trust store password',
		empty: 'Enter a password: Java asks for one.',
		button: 'Trust store (.p12)',
		saved: (name: string) => `Saved as ${name}`,
	},
}
