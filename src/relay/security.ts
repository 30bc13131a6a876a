/** What keeps other sites out, and this one's pages from doing anything but their work. */
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { RelayEnvironment } from './log.ts'
import { problem } from './problem.ts'

const contentSecurityPolicy = {
	defaultSrc: ["'none'"],
	scriptSrc: ["'self'"],
	styleSrc: ["'self'"],
	imgSrc: ["'self'", 'data:'],
	fontSrc: ["'self'"],
	connectSrc: ["'self'"],
	manifestSrc: ["'self'"],
	workerSrc: ["'self'"],
	baseUri: ["'none'"],
	formAction: ["'none'"],
	frameAncestors: ["'none'"],
	requireTrustedTypesFor: ["'script'"],
	// The application's only policy, see app/ui/startWorker.ts.
	trustedTypes: ['certcollect'],
}

/** What a page could ask a browser for, and this one never does. Copying text and notifications are not among it. */
const permissionsPolicy = {
	accelerometer: [],
	browsingTopics: [],
	camera: [],
	displayCapture: [],
	geolocation: [],
	gyroscope: [],
	hid: [],
	magnetometer: [],
	microphone: [],
	midi: [],
	payment: [],
	publickeyCredentialsGet: [],
	screenWakeLock: [],
	serial: [],
	syncXhr: [],
	usb: [],
	xrSpatialTracking: [],
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * @param publicOrigin the origin that users see; only if it is https are browsers told to stay with https
 * @returns a middleware that gives every response the security headers
 */
export function securityHeaders(publicOrigin: string | undefined): MiddlewareHandler {
	const isHttps = publicOrigin?.startsWith('https:') ?? false
	const withOpenerPolicy = (crossOriginOpenerPolicy: boolean) =>
		secureHeaders({
			contentSecurityPolicy,
			permissionsPolicy,
			crossOriginOpenerPolicy,
			originAgentCluster: crossOriginOpenerPolicy,
			xFrameOptions: 'DENY',
			// Without includeSubDomains: what else runs below this host is not ours to decide.
			strictTransportSecurity: isHttps ? 'max-age=31536000' : false,
		})
	const trustworthy = withOpenerPolicy(true)
	const plain = withOpenerPolicy(false)
	// Where an origin is not trustworthy browsers ignore these two headers, and complain on the console.
	return (c, next) => (isHttps || loopback.test(new URL(c.req.url).hostname) ? trustworthy : plain)(c, next)
}

/**
 * Refuses what a page of another site sends. Programs that are no browser send neither header and are let through.
 *
 * @param publicOrigin an origin that counts as this one, beside the request's own
 * @see Fetch Metadata Request Headers, section 2.4; RFC 6454, section 7
 */
export function refuseCrossSite(publicOrigin: string | undefined): MiddlewareHandler<RelayEnvironment> {
	return async (c, next) => {
		const site = c.req.header('Sec-Fetch-Site') ?? 'none'
		const origin = c.req.header('Origin')
		const own = origin === undefined || origin === publicOrigin || origin === new URL(c.req.url).origin
		if (!own || (site !== 'same-origin' && site !== 'none')) return problem(c, 'cross-site')
		return next()
	}
}
