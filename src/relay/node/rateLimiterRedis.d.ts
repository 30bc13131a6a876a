/** See `rateLimiterMemory.d.ts`. */
declare module 'rate-limiter-flexible/lib/RateLimiterRedis.js' {
	export { RateLimiterRedis as default } from 'rate-limiter-flexible'
}
