const inert: ReadonlySet<string> = new Set([
	'text/plain',
	'application/octet-stream',
	'application/pkcs7-mime',
	'application/x-pkcs7-mime',
	'application/x-pkcs7-certificates',
	'application/x-pkcs7-certreqresp',
	'application/pkix-cert',
	'application/pkixcmp',
	'application/pem-certificate-chain',
	'application/x-pem-file',
	'application/x-x509-ca-cert',
	'application/x-x509-user-cert',
	'application/x-x509-email-cert',
	'application/x-x509-server-cert',
])

/**
 * Whatever the upstream calls its reply, no browser may run it or show it as a page of this origin.
 *
 * @param contentType a Content-Type as it was sent
 * @returns the same media type, without parameters, if it is one for plain text or certificates; otherwise `text/plain`
 *   for text and `application/octet-stream` for the rest
 */
export function inertType(contentType: string | undefined): string {
	const [type = ''] = (contentType ?? '').split(';')
	const named = type.trim().toLowerCase()
	if (inert.has(named)) return named
	return named.startsWith('text/') ? 'text/plain' : 'application/octet-stream'
}
