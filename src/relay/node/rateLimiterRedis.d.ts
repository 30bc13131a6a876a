/** The package's index brings the clients of a dozen databases along; this one module, which has no types of its own, is enough. */
declare module 'rate-limiter-flexible/lib/RateLimiterRedis.js' {
	export { RateLimiterRedis as default } from 'rate-limiter-flexible'
}
