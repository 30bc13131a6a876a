/**
 * Windows, Java and mail servers.
 *
 * Sources: Microsoft, Import-PfxCertificate, New-WebBinding, certreq; Oracle, keytool and the JSSE reference guide (system
 * properties); Tomcat, SSL configuration (Certificate); Postfix, postconf (smtpd_tls_chain_files, 3.4 and later); Dovecot, SSL
 * configuration (2.3) and ssl_server settings (2.4).
 */
import type { GuideFacts } from './facts.ts'
import { type Guide, installInto, makePfx, placeOf, type Step, servedProof, websiteProof } from './guide.ts'
import { powerShellString, shellWord } from './quote.ts'

/**
 * @param facts about the certificate
 * @param store a store of Windows
 * @returns how to find this very certificate in it, and whether its private key is there
 */
export function windowsProof({ fingerprint }: GuideFacts, store: 'LocalMachine' | 'CurrentUser'): Step {
	const expected = powerShellString(fingerprint ?? 'SHA-256')
	return {
		say: 'proof-windows',
		shell: 'PowerShell',
		block: `$wanted = ${expected}
Get-ChildItem Cert:\\${store}\\My | Where-Object {
	$hash = [Security.Cryptography.SHA256]::Create().ComputeHash($_.RawData)
	([BitConverter]::ToString($hash) -replace '-', ':') -eq $wanted
} | Format-List Subject, NotAfter, HasPrivateKey`,
		answer: fingerprint && 'HasPrivateKey : True',
	}
}

/** The command that puts a PKCS #12 file into a store of Windows. */
export const importPfx = ({ names: { pfx } }: GuideFacts, store: 'LocalMachine' | 'CurrentUser'): string =>
	`$password = Read-Host -AsSecureString 'Password'
$certificate = Import-PfxCertificate -FilePath ${powerShellString(`.\\${pfx}`)} -CertStoreLocation Cert:\\${store}\\My -Password $password`

export function iis(facts: GuideFacts): Guide {
	const host = powerShellString(facts.host)
	return {
		files: [facts.pkcs7],
		own: 'pkcs7-or-pfx',
		steps: [
			{
				say: 'iis-accept',
				isForFiles: true,
				shell: 'PowerShell',
				block: `certreq -accept -machine ${powerShellString(`.\\${facts.names.pkcs7}`)}`,
			},
			{ say: 'iis-import', pfx: 'modern', shell: 'PowerShell', block: importPfx(facts, 'LocalMachine') },
			{
				say: 'iis-bind',
				shell: 'PowerShell',
				block: `Import-Module WebAdministration
New-WebBinding -Name 'Default Web Site' -Protocol https -Port 443 -HostHeader ${host} -SslFlags 1
(Get-WebBinding -Name 'Default Web Site' -Protocol https -HostHeader ${host}).AddSslCertificate(${facts.thumbprint ? powerShellString(facts.thumbprint) : '$certificate.Thumbprint'}, 'My')`,
			},
		],
		proof: websiteProof(facts, [windowsProof(facts, 'LocalMachine')]),
	}
}

/** How to see what a key store holds. */
export const keytoolProof = ({ names: { pfx }, fingerprint }: GuideFacts): Step => ({
	say: 'proof-keytool',
	block: `keytool -list -v -storetype PKCS12 -keystore ${shellWord(pfx)}`,
	answer: fingerprint,
})

export function java(facts: GuideFacts): Guide {
	const store = placeOf('conf', facts.names.pfx)
	return {
		files: [facts.served],
		own: 'pfx',
		steps: [
			makePfx(facts, 'make-pfx-for-java'),
			{
				say: 'java',
				block: `java -Djavax.net.ssl.keyStore=${shellWord(facts.names.pfx)} -Djavax.net.ssl.keyStoreType=PKCS12 -Djavax.net.ssl.keyStorePassword=PASSWORD -jar your-application.jar`,
			},
			{
				say: 'tomcat',
				block: `<Connector port="8443" protocol="org.apache.coyote.http11.Http11NioProtocol" SSLEnabled="true">
	<SSLHostConfig>
		<Certificate certificateKeystoreFile="${store}" certificateKeystoreType="PKCS12" certificateKeystorePassword="PASSWORD" />
	</SSLHostConfig>
</Connector>
`,
				file: 'conf/server.xml',
			},
		],
		proof: websiteProof(facts, [keytoolProof(facts)], 8443),
	}
}

export function mailServer(facts: GuideFacts): Guide {
	const { served, key } = facts.names
	const [chain, place] = [placeOf('/etc/ssl/mail', served), placeOf('/etc/ssl/mail', key)]
	const install = installInto('/etc/ssl/mail', [
		[served, '644'],
		[key, '600'],
	])
	const [smtp] = servedProof(facts, 25, 'smtp')
	return {
		files: [facts.served],
		own: 'key',
		steps: [
			{ say: 'install', block: install },
			{
				say: 'postfix',
				block: `sudo postconf -e 'smtpd_tls_chain_files = ${place}, ${chain}' 'smtpd_tls_security_level = may'`,
			},
			{
				say: 'dovecot',
				block: `ssl = yes\nssl_cert = <${chain}\nssl_key = <${place}\n`,
				file: '/etc/dovecot/conf.d/10-ssl.conf',
			},
			{
				say: 'dovecot-later',
				block: `ssl = yes\nssl_server_cert_file = ${chain}\nssl_server_key_file = ${place}\n`,
				file: '/etc/dovecot/conf.d/10-ssl.conf',
			},
			{ say: 'reload', block: 'sudo postfix reload && sudo doveadm reload' },
		],
		proof: [...(smtp ? [{ ...smtp, say: 'proof-smtp' as const }] : []), ...servedProof(facts, 993)],
	}
}
