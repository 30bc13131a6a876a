/**
 * What Node says of a certificate that does not hold, beside those codes that begin with `CERT_`, `CRL_` and the like.
 *
 * Source: Node's documentation, "X509 certificate error codes".
 */
const codes: ReadonlySet<string> = new Set([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'HOSTNAME_MISMATCH',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'PATH_LENGTH_EXCEEDED',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_TLS_CERT_ALTNAME_FORMAT',
])

/**
 * @param error what a TLS handshake failed with
 * @returns whether the other side did not prove who it is: a self-signed, expired or forged certificate, or one for another host
 */
export function isUntrusted(error: Error): boolean {
	if (!('code' in error && typeof error.code === 'string')) return false
	return codes.has(error.code) || /^(CERT|CRL|UNABLE_TO|ERROR_IN_CERT|ERROR_IN_CRL)_/.test(error.code)
}
