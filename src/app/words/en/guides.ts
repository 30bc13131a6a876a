/** What is said of where a certificate goes, in English. It is loaded when somebody asks for that. */
import type { Purpose } from '../../../certificates/purpose.ts'
import type { Fault, ServedChain } from '../../../certificates/servedChain.ts'
import type { FileNames } from '../../guides/facts.ts'
import { certificates, date, list, number, shortDate } from './formats.ts'

/** What says nothing yet of the chain that is served. */
type Unusable = Exclude<ServedChain, { kind: 'another' | 'ours' }>

/** A sentence, or one that names files, the address of a website, and the day on which the certificate ends. */
type Said = string | ((names: FileNames, site: { readonly address: string; readonly until: Date }) => string)

/** How a .pfx comes about, and what to mind. */
const makePfx =
	(mind = ''): Said =>
	({ pfx }) =>
		`Make ${pfx}: your certificate, its issuers and its private key in one file, locked with a password.${mind}`

const steps = {
	install:
		'Copy the files to the server, then put them where it will look for them. Only the administrator may read the key.',
	'install-for-caddy':
		'Copy the files to the server, then put them where Caddy will look for them. It runs as the user “caddy”, which has to be able to read the key.',
	reload: 'Check the configuration and reload the server.',
	'make-pfx': makePfx(),
	'make-pfx-compatible': makePfx(' Choose “Compatible” as its encryption.'),
	'make-pfx-for-windows': makePfx(' For Windows Server 2016 and earlier, choose “Compatible” as its encryption.'),
	'make-pfx-for-java': makePfx(
		' “Java key store” is the same with another ending. For Java 8 and 11 from before July 2021, choose “Compatible” as its encryption.',
	),

	nginx:
		'The two “ssl_certificate” lines are what matters; the rest is the minimum for a site. The first one points to the file with your certificate and its issuers, in that order.',
	apache:
		'From version 2.4.8 on, one file holds your certificate and its issuers. Remove “SSLCertificateChainFile” if it is still there. On Red Hat and its relatives the folder is /etc/httpd/conf.d, and there is nothing to enable.',
	'apache-enable': 'Enable the site, check the configuration, and restart Apache.',
	'haproxy-together':
		'HAProxy takes one file with the certificate, its issuers and the key, in that order. Copy the files to the server and join them there. The result contains your key: only the administrator may read it.',
	haproxy: 'The “bind” line is what matters. Replace “servers” with the backend that you have.',
	caddy:
		'With these two files, Caddy does not obtain a certificate for the site itself. The first file holds your certificate and its issuers.',
	'traefik-provider': 'Certificates come from a folder that Traefik watches. If you already have one, use that.',
	traefik: 'Traefik notices the file by itself and picks the certificate by the name that a visitor asks for.',
	node: '“cert” takes your certificate and its issuers in one file. In an application of your own, pass the same two options to “https.createServer”.',

	'iis-accept': ({ pkcs7 }: FileNames) =>
		`If the request was made on this very server, its key is waiting there, and ${pkcs7} is all you need. In PowerShell, as an administrator:`,
	'iis-import': ({ pfx }: FileNames) =>
		`If it was made elsewhere, make ${pfx} and import that instead. For Windows Server 2016 and earlier, choose “Compatible” as its encryption.`,
	'iis-bind':
		'Bind it to your site: replace “Default Web Site” with its name. If the site already has an https binding for this host, leave out the second line. IIS Manager does the same under “Bindings”.',
	java: ({ pfx }: FileNames) => `A Java program uses ${pfx} as its key store. Replace PASSWORD with your password:`,
	tomcat: ({ pfx }: FileNames) =>
		`Tomcat 8.5 and later: copy ${pfx} into its “conf” folder, and put this inside “Service”. Then restart Tomcat.`,
	postfix: 'Postfix 3.4 and later: the key comes first, then the certificate and its issuers.',
	dovecot: 'Dovecot 2.3 and earlier; the “<” is part of it:',
	'dovecot-later': 'Dovecot 2.4 and later:',

	cpanel: ({ certificate, bundle, key }: FileNames) =>
		`Open “SSL/TLS”, then “Manage SSL sites”, and choose your domain. Paste the certificate (${certificate}) into “Certificate (CRT)”${bundle && `, the CA bundle (${bundle}) into “Certificate Authority Bundle (CABUNDLE)”`}, and the text of ${key} into “Private Key (KEY)”. Then press “Install Certificate”. If the request was made in cPanel, it fills in the key itself.`,
	plesk: ({ certificate, bundle, key }: FileNames) =>
		`Open your domain, “SSL/TLS Certificates”, “Manage”, and “Add SSL/TLS Certificate”. Under “Upload the certificate as text” paste the text of ${key} as the private key, of ${certificate} as the certificate${bundle && `, and of ${bundle} as the CA certificate`}; or choose the files under “Upload the certificate files”. Then choose it under “Hosting Settings”. If the request was made in Plesk, open it there instead: its key is in place.`,
	'kubernetes-secret': 'Create the secret, or update the existing one, in the namespace of your ingress:',
	'kubernetes-ingress': 'Tell the ingress to use it:',
	aws: 'Certificate, issuers and key are separate files, and the key must not be encrypted. To renew an existing certificate, add “--certificate-arn” with its ARN; whatever uses it needs no change. For CloudFront the region is us-east-1.',
	azure:
		'Replace VAULT with the name of your vault and PASSWORD with your password. Importing under the same name again makes a new version.',

	'outlook-import': ({ pfx }: FileNames) =>
		`Double-click ${pfx} and go through the wizard with “Current User”, or use PowerShell:`,
	outlook:
		'In classic Outlook, open “File”, “Options”, “Trust Center”, “Trust Center Settings”, “Email Security”. Under “Settings”, choose your certificate for signing and for encryption. In the new Outlook it is “Settings”, “Mail”, “S/MIME”.',
	'apple-import': ({ pfx }: FileNames) => `Double-click ${pfx} to add it to the “login” keychain, or use the Terminal:`,
	'apple-mail':
		'Quit Mail and open it again. A new message from this address then has buttons for signing and, once Mail has the recipient’s certificate, for encrypting.',
	'thunderbird-import': ({ pfx }: FileNames) =>
		`Open “Settings”, “Privacy & Security”, “Manage Certificates”, “Your Certificates”, and import ${pfx}.`,
	thunderbird:
		'Open “Account Settings”, “End-to-End Encryption” for the account with this address. Under “S/MIME”, select the certificate for signing and for encryption.',
	'ios-import': ({ pfx }: FileNames) =>
		`Send ${pfx} to the device by AirDrop or mail and open it there. Then go to “Settings”, “Profile Downloaded”, and install it.`,
	ios: 'In “Settings”, open “Apps”, “Mail”, “Mail Accounts”, your account, “Advanced” (before iOS 18, “Mail” is in “Settings” itself). Turn on “Sign” and “Encrypt by Default” as you like, and choose the certificate.',
	'android-import': ({ pfx }: FileNames) =>
		`Copy ${pfx} to the device. Search the settings for “Install a certificate”, choose “VPN & app user certificate”, and open the file.`,
	android:
		'Android’s Gmail cannot use it for private accounts. Mail programs that have S/MIME, such as FairEmail, Samsung Email and Outlook in managed companies, ask for it in the settings of the account.',
	gmail:
		'Only the larger editions of Google Workspace (Enterprise Plus, Frontline Plus, Education) have S/MIME, and the administrator has to turn it on in the Admin console, under “Apps”, “Google Workspace”, “Gmail”, “User settings”, “S/MIME”, with “Allow users to upload their own certificates”. Google then holds your private key.',
	'gmail-upload': ({ pfx }: FileNames) =>
		`In Gmail, open “Settings”, “Accounts”, and “edit info” next to the address. Under “Enhanced encryption”, upload ${pfx} with its password.`,

	'signtool-token':
		'Since June 2023, the key of a publicly trusted code signing certificate is made in a token or a signing service and stays there. Once the token’s software is installed, Windows has the certificate in its store, and SignTool finds it by its thumbprint. That is all it takes:',
	'signtool-pfx': 'With the .pfx, which can hold only an older key, or one for a company’s own authority:',
	jarsigner:
		'The last word is the alias in the file: the name that you gave it, in lower case. A key in a token is reached with “-providerClass sun.security.pkcs11.SunPKCS11” and the configuration that came with it.',

	'proof-browser': (_, { address, until }) =>
		`Open ${address} in a browser and click the icon to the left of the address, then look at the certificate: valid until ${date(until)}. If it shows an earlier date, the server still sends the old one.`,
	'proof-signed': 'Send a signed message to yourself: it arrives with a mark that says that it is signed.',
	'proof-served': 'From any machine with openssl: the fingerprint of the certificate that the server sends.',
	'proof-smtp': 'Postfix: the fingerprint of the certificate that it sends.',
	'proof-verified':
		'What a visitor’s program would say: the last lines should include “Verify return code: 0 (ok)”. You can paste the whole output into this page to have it checked.',
	'proof-windows': 'In PowerShell: the certificate is in the store, together with its private key.',
	'proof-keytool': 'What the key store holds: the first certificate of the chain should have this fingerprint.',
	'proof-secret': 'The certificate in the secret:',
	'proof-aws': 'The certificate that was imported; replace ARN with what the import answered.',
	'proof-azure': 'The certificate in the vault:',
	'proof-apple': 'In the Terminal: the certificate is in a keychain.',
	'proof-thunderbird':
		'Under “Your Certificates”, “View” shows the SHA-256 fingerprint. Then send a signed message to yourself: it shows a mark for its signature.',
	'proof-ios':
		'Send a signed message to yourself. Tap the sender, then “View Certificate”, “More Details”: the SHA-256 fingerprint is among them.',
	'proof-android': 'Send a signed message to yourself. Its signature’s details show the SHA-256 fingerprint.',
	'proof-mail':
		'Send a signed message to yourself. In a program that shows certificates, such as Thunderbird, its signature has this SHA-256 fingerprint.',
	'proof-signtool': 'Whether Windows accepts the signature, and whose it is:',
	'proof-signer': 'In PowerShell: the fingerprint of who signed.',
	'proof-jar': 'Whether Java accepts the signature, and the fingerprint of who signed:',
} satisfies Record<string, Said>

/** What to mind about OpenSSL 3 where the file has to be a compatible one. */
const legacy: Partial<Record<keyof typeof steps, string>> = {
	'make-pfx-compatible': ' With OpenSSL 3, add “-legacy”.',
	'make-pfx-for-windows': ' For Windows Server 2016 and earlier, add “-legacy” with OpenSSL 3.',
	'make-pfx-for-java': ' For Java from before July 2021, add “-legacy” with OpenSSL 3.',
}

/** What openssl means by the codes that have to do with a chain (X509_V_ERR, openssl-verify(1)). */
const verifyCodes: Readonly<Record<number, string>> = {
	2: 'it did not find the issuer of one of the certificates',
	9: 'a certificate is not valid yet; the clock of that machine may be wrong',
	10: 'a certificate has expired',
	18: 'the certificate signed itself',
	19: 'the root is not one that the machine with openssl knows',
	20: 'it did not find the issuer of the last certificate: an intermediate is missing, or that machine does not know the root',
	21: 'nothing but the certificate came, and it did not find its issuer',
	62: 'the certificate is not for the host that was connected to',
	64: 'the certificate is not for the address that was connected to',
}

export const enGuides = {
	takes: 'What it needs',
	todo: 'What to do',
	copyCertificate: 'Copy certificate',
	copyBundle: 'Copy CA bundle',
	inside: (names: readonly string[]) => list(names),
	alone: (isLeafAlone: boolean) =>
		isLeafAlone ? 'Your certificate by itself.' : 'Your certificate and its issuers, in the right order.',
	makePfx: 'Make the .pfx',
	commandLine: 'On a command line',
	openssl: ({ served, key }: FileNames, step: keyof typeof steps) =>
		`openssl makes it from ${served} and your private key, called ${key} here; it asks for a password.${legacy[step] ?? ''}`,
	somebodyElse: {
		text: (purpose: Purpose) =>
			`Save all files (.zip) and send them to whoever ${purpose === 'tls-server' ? 'runs your website' : 'looks after your computers'}. There is no secret in them, and a text among them says which is which.`,
		never: 'Never send your private key.',
		button: 'Save all files (.zip)',
		asked:
			'If they have no key for it, they can make a new certificate request (CSR), with which your certificate authority reissues the certificate. The key then never leaves their hands.',
	},
	save: (names: readonly string[]) =>
		names.length === 1 ? `Save ${names[0]}` : `Save ${number(names.length)} files (.zip)`,
	saved: (name: string) => `Saved as ${name}`,
	saveFailed: 'The archive could not be made. Save the files one by one.',
	own: {
		key: ({ key }: FileNames) =>
			`You also need your private key, which was made together with the request for this certificate. It is called ${key} here; put its real name in that place.`,
		pfx: ({ pfx }: FileNames) => `${pfx}: certificate, issuers and private key in one file, locked with a password.`,
		'token-or-pfx': ({ pfx }: FileNames) =>
			`The key in its token or signing service, or ${pfx}: certificate, issuers and private key in one file, locked with a password.`,
		'pkcs7-or-pfx': ({ pkcs7, pfx }: FileNames) =>
			`${pkcs7} where the request was made on the server itself, otherwise ${pfx}: certificate, issuers and private key in one file.`,
	},
	noBundle:
		'The issuers’ certificates were not sent, so the file holds your certificate alone. Most programs will not trust it like that.',
	steps,
	command: 'Command',
	copy: 'Copy',
	copyNamed: (step: string) => `Copy: ${step}`,
	proof: 'See that it worked',
	print: 'Print this sheet',
	answer: 'The answer should contain:',
	compare: 'Compare with this SHA-256 fingerprint:',
	noFingerprint:
		'This page was opened without encryption (http), and browsers then do not compute fingerprints. Compare with the fingerprint of the file: “openssl x509 -noout -fingerprint -sha256 -in” followed by its name prints it.',

	check: {
		title: 'Is the right chain being served?',
		lead: 'Paste what “openssl s_client … -showcerts” printed. It stays in this browser.',
		label: 'Output of openssl s_client',
		right: 'The server sends the right chain, in the right order.',
		result: (served: Unusable): string => {
			switch (served.kind) {
				case 'no-connection':
					return 'openssl could not connect. Check the host’s name, the port and the firewall, and whether the server runs.'
				case 'no-certificate':
					return served.wasRead
						? 'The server sent no certificate. It may not speak TLS on this port, or only after STARTTLS.'
						: 'There is no certificate in this. Paste everything that openssl printed, from the first line on.'
				case 'not-all-shown':
					return `The server sent ${certificates(served.sent)}, but the output shows only one of them. Run the command again with “-showcerts”.`
			}
		},
		another: (name: string, issuer: string, until: Date) =>
			`The server sends another certificate: ${name}, issued by ${issuer}, valid until ${shortDate(until)}.`,
		anotherReason: (isSameName: boolean, isOlder: boolean) => {
			if (!isSameName)
				return 'That one is for other names. Another site on the same server may have answered: check the server’s names, and that the command has “-servername”.'
			return isOlder
				? 'That is an earlier one for the same name. The server does not use the new file yet: check the path, and reload its configuration.'
				: 'That is a later one for the same name. Perhaps it was renewed once more.'
		},
		fault: (fault: Fault, names: readonly string[]): string => {
			switch (fault.kind) {
				case 'missing':
					return `Not sent: ${list(names)}. Programs that do not know it will refuse the certificate. Give the server the full chain, or the CA bundle as well.`
				case 'superfluous':
					return `Sent needlessly: ${list(names)}. It does not vouch for this certificate; remove it from the file.`
				case 'repeated':
					return `Sent more than once: ${list(names)}. Your certificate may be in the CA bundle’s file as well.`
				case 'root':
					return `The root was sent too: ${list(names)}. That does no harm and no good, since programs trust only the roots that they have.`
				case 'order':
					return `The order is wrong. It should be: ${names.join(', then ')}. Some programs refuse any other.`
			}
		},
		verifyCode: (code: number) =>
			code === 0
				? 'openssl verified it: return code 0.'
				: `openssl did not verify it: return code ${code}${verifyCodes[code] === undefined ? '' : `, ${verifyCodes[code]}`}.`,
	},
}
