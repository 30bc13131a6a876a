/** From a passphrase to the octets of a key, in all the ways that files with keys have. */
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { pbkdf2 as pbkdf2Here } from '@noble/hashes/pbkdf2.js'
import { scrypt as scryptHere } from '@noble/hashes/scrypt.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { concatenate } from '../certificates/octets.ts'
import { KeyFailure } from './keyFailure.ts'

/** The hashes, by the names that WebCrypto has for those that it has. */
export const hashes = {
	MD5: md5,
	'SHA-1': sha1,
	'SHA-224': sha224,
	'SHA-256': sha256,
	'SHA-384': sha384,
	'SHA-512': sha512,
} as const
export type Hash = keyof typeof hashes

/** More than any program writes, and no more than a browser does in some seconds. */
const mostRounds = { native: 10_000_000, here: 1_000_000 }

function bounded(rounds: number, most: number): void {
	if (rounds < 1) throw new KeyFailure('broken')
	if (rounds > most) throw new KeyFailure('too-costly')
}

/** @param passphrase text; @returns its octets as PKCS#5 wants them (RFC 8018 3) */
export const asUtf8 = (passphrase: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(passphrase)

/** @param passphrase text; @returns a BMPString's octets with two zeroes behind them (RFC 7292 B.1) */
export function asBmp(passphrase: string): Uint8Array {
	const octets = new Uint8Array(2 * passphrase.length + 2)
	const view = new DataView(octets.buffer)
	for (let at = 0; at < passphrase.length; at++) view.setUint16(2 * at, passphrase.charCodeAt(at))
	return octets
}

interface Salted {
	readonly salt: Uint8Array
	readonly rounds: number
	/** how many octets are wanted */
	readonly length: number
}

/** PBKDF2 (RFC 8018 5.2) with HMAC. @throws KeyFailure `too-costly`, `broken` */
export async function pbkdf2(
	hash: Hash,
	passphrase: Uint8Array,
	{ salt, rounds, length }: Salted,
): Promise<Uint8Array> {
	bounded(rounds, mostRounds.native)
	if (hash === 'MD5' || hash === 'SHA-224') {
		bounded(rounds, mostRounds.here)
		return pbkdf2Here(hashes[hash], passphrase, salt, { c: rounds, dkLen: length })
	}
	const key = await crypto.subtle.importKey('raw', new Uint8Array(passphrase), 'PBKDF2', false, ['deriveBits'])
	const parameters = { name: 'PBKDF2', hash, salt: new Uint8Array(salt), iterations: rounds }
	return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8))
}

/** scrypt (RFC 7914). @throws KeyFailure `too-costly` above 256 MB, `broken` */
export function scrypt(
	passphrase: Uint8Array,
	{ salt, length, N, r, p }: Omit<Salted, 'rounds'> & Readonly<Record<'N' | 'r' | 'p', number>>,
): Uint8Array {
	if (N < 2 || (N & (N - 1)) !== 0 || r < 1 || p < 1) throw new KeyFailure('broken')
	if (128 * N * r > 256 * 1024 * 1024 || r * p > 1024 || N * r * p > 2 ** 22) throw new KeyFailure('too-costly')
	return scryptHere(passphrase, salt, { N, r, p, dkLen: length })
}

/** PBKDF1 (RFC 8018 5.1), which gives no more than the hash has. */
export function pbkdf1(hash: Hash, passphrase: Uint8Array, { salt, rounds, length }: Salted): Uint8Array {
	bounded(rounds, mostRounds.here)
	let digest: Uint8Array = hashes[hash](concatenate([passphrase, salt]))
	for (let round = 1; round < rounds; round++) digest = hashes[hash](digest)
	return digest.subarray(0, length)
}

/** What old OpenSSL does (EVP_BytesToKey with MD5 and one round): MD5 over and over, each time with what came before in front. */
export function bytesToKey(passphrase: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
	let key: Uint8Array = new Uint8Array()
	for (let last: Uint8Array = key; key.length < length; key = concatenate([key, last]))
		last = md5(concatenate([last, passphrase, salt]))
	return key.subarray(0, length)
}

/** What is derived (RFC 7292 B.3). */
export const purposes = { key: 1, iv: 2, mac: 3 } as const

/** Octets again and again until a whole number of blocks is full. */
function repeated(octets: Uint8Array, block: number): Uint8Array {
	const length = Math.ceil(octets.length / block) * block
	return Uint8Array.from({ length }, (_, at) => octets[at % octets.length] ?? 0)
}

/**
 * PKCS#12's own derivation (RFC 7292 B.2).
 *
 * @param password as {@link asBmp} has it; none at all is another password than an empty one
 * @throws KeyFailure `too-costly`, `broken`
 */
export function pkcs12Derive(
	hash: Hash,
	purpose: keyof typeof purposes,
	password: Uint8Array,
	{ salt, rounds, length }: Salted,
): Uint8Array {
	bounded(rounds, mostRounds.here)
	const digest = hashes[hash]
	const block = digest.blockLen
	const diversifier = new Uint8Array(block).fill(purposes[purpose])
	const mixed = concatenate([repeated(salt, block), repeated(password, block)])
	const parts: Uint8Array[] = []
	for (let made = 0; made < length; made += digest.outputLen) {
		let octets: Uint8Array = digest(concatenate([diversifier, mixed]))
		for (let round = 1; round < rounds; round++) octets = digest(octets)
		parts.push(octets)
		const addend = repeated(octets, block).subarray(0, block)
		for (let at = 0; at < mixed.length; at += block) addAndOne(mixed.subarray(at, at + block), addend)
	}
	return concatenate(parts).subarray(0, length)
}

/** a = a + b + 1, as numbers of that many octets */
function addAndOne(a: Uint8Array, b: Uint8Array): void {
	let carry = 1
	for (let at = a.length - 1; at >= 0; at--) {
		carry += (a[at] ?? 0) + (b[at] ?? 0)
		a[at] = carry & 0xff
		carry >>= 8
	}
}
