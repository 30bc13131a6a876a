/** What keeps other sites out, and this one's pages from doing anything but their work. */
import type { Asked } from './exchange.ts'

const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"font-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	// The application's only policy, see app/ui/startWorker.ts.
	'trusted-types certcollect',
]

/** What a page could ask a browser for, and this one never does. Copying text and notifications are not among it. */
const deniedFeatures = [
	'accelerometer',
	'browsing-topics',
	'camera',
	'display-capture',
	'geolocation',
	'gyroscope',
	'hid',
	'magnetometer',
	'microphone',
	'midi',
	'payment',
	'publickey-credentials-get',
	'screen-wake-lock',
	'serial',
	'sync-xhr',
	'usb',
	'xr-spatial-tracking',
]

const always = {
	'Content-Security-Policy': contentSecurityPolicy.join('; '),
	'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-DNS-Prefetch-Control': 'off',
	'X-Download-Options': 'noopen',
	'X-Frame-Options': 'DENY',
	'X-Permitted-Cross-Domain-Policies': 'none',
	'X-XSS-Protection': '0',
}

const loopback = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/** Header fields: names and values in turn. To make an object of so many takes longer than all the checks of a request. */
export type Fields = readonly string[]

const isHttps = (publicOrigin: string | undefined) => publicOrigin?.startsWith('https:') ?? false

/** Without includeSubDomains: what else runs below this host is not ours to decide. */
const transportSecurity = (publicOrigin: string | undefined) =>
	isHttps(publicOrigin) ? ['Strict-Transport-Security', 'max-age=31536000'] : []

/**
 * @param publicOrigin the origin that users see; only if it is https are browsers told to stay with https
 * @returns the headers that every answer of the API has. It is no page, and the rest of what pages have says nothing about it
 */
export const apiSecurityHeaders = (publicOrigin: string | undefined): Fields => [
	...['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
	...['Cross-Origin-Resource-Policy', 'same-origin'],
	...['X-Content-Type-Options', 'nosniff'],
	...transportSecurity(publicOrigin),
]

/**
 * @param publicOrigin the origin that users see; only if it is https are browsers told to stay with https
 * @returns gives the headers that every other response to a request to this origin has
 */
export function securityHeaders(publicOrigin: string | undefined): (origin: string) => Fields {
	const plain = [...Object.entries(always).flat(), ...transportSecurity(publicOrigin)]
	// Where an origin is not trustworthy browsers ignore these two headers, and complain on the console.
	const trustworthy = [...plain, 'Cross-Origin-Opener-Policy', 'same-origin', 'Origin-Agent-Cluster', '?1']
	return (origin) => (isHttps(publicOrigin) || loopback.test(origin) ? trustworthy : plain)
}

/**
 * What a page of another site sends is to be refused. Programs that are no browser send neither header and are let through.
 *
 * @param publicOrigin an origin that counts as this one, beside the request's own
 * @see Fetch Metadata Request Headers, section 2.4; RFC 6454, section 7
 */
export function isCrossSite(
	{ header, origin: own }: Pick<Asked, 'header' | 'origin'>,
	publicOrigin: string | undefined,
) {
	const site = header('sec-fetch-site') ?? 'none'
	const origin = header('origin')
	const isOwn = origin === undefined || origin === publicOrigin || origin === own
	return !isOwn || (site !== 'same-origin' && site !== 'none')
}
