import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import type { Plugin } from 'vite'
import { readCertificate } from '../src/certificates/certificate.ts'
import { type KnownRoots, keyFingerprint } from '../src/certificates/knownRoots.ts'

const id = 'virtual:known-roots'

/** @returns the roots that Node.js trusts, which are those of Mozilla's program for TLS; the date is today's, UTC */
export async function readKnownRoots(): Promise<KnownRoots> {
	const roots = await Promise.all(
		rootCertificates.map(async (pem) => {
			const root = readCertificate(new Uint8Array(new X509Certificate(pem).raw))
			const key = root.kind === 'certificate' && (await keyFingerprint(root.publicKey))
			if (root.kind === 'unreadable' || !key) throw new Error('A root of Node.js could not be read')
			return [root.subject.comparable, key] as const
		}),
	)
	// By name, because names that are alike stand together then, and pack better.
	const sorted = roots.toSorted(([a], [b]) => (a < b ? -1 : 1))
	return { source: `Node.js ${process.versions.node}`, date: new Date().toISOString().slice(0, 10), roots: sorted }
}

/**
 * The list of known roots as a module, made when it is built.
 *
 * @returns a plugin for Vite
 */
export function knownRoots(): Plugin {
	return {
		name: 'certcollect:known-roots',
		resolveId: (source) => (source === id ? `\0${id}` : undefined),
		async load(module) {
			if (module !== `\0${id}`) return
			return `export const knownRoots = ${JSON.stringify(await readKnownRoots())}`
		},
	}
}
