/** Made by `tools/knownRoots.ts` when the application is built. */
declare module 'virtual:known-roots' {
	export const knownRoots: import('../certificates/knownRoots.ts').KnownRoots
}
