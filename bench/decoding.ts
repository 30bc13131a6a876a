/**
 * Decoding one certificate, everything in it: here, by Node's X509Certificate and by @peculiar/x509. They take turns in one
 * run, so that whatever else the machine does meets all three. `tsx bench/decoding.ts` runs this alone.
 */
import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import * as peculiar from '@peculiar/x509'
import { readCertificate } from '../src/certificates/certificate.ts'
import { everything } from '../src/certificates/fixtures/everything/read.ts'

const rounds = 60
/** certificates that one contender decodes before the next one has its turn */
const turn = 20

/** Node's getters decode when they are read. */
function readWithNode(der: Uint8Array): unknown {
	const certificate = new X509Certificate(der)
	const { subject, issuer, serialNumber, validFrom, validTo, subjectAltName, infoAccess, keyUsage, ca } = certificate
	const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
	const fields = [subject, issuer, serialNumber, validFrom, validTo, subjectAltName, infoAccess, keyUsage, ca]
	return [...fields, asymmetricKeyType, asymmetricKeyDetails]
}

/** So do those of @peculiar/x509, and its lists of names are built when they are asked for. */
function readWithPeculiar(der: Uint8Array): unknown {
	const certificate = new peculiar.X509Certificate(new Uint8Array(der))
	const { serialNumber, subjectName, issuerName, notBefore, notAfter, signatureAlgorithm, publicKey } = certificate
	const extensions = certificate.extensions.map((extension) => [
		extension.type,
		extension.critical,
		extension instanceof peculiar.SubjectAlternativeNameExtension && extension.names.toJSON(),
	])
	const names = [subjectName.toJSON(), issuerName.toJSON()]
	return [serialNumber, names, notBefore, notAfter, signatureAlgorithm, publicKey.algorithm, extensions]
}

const contenders = {
	certcollect: readCertificate,
	'@peculiar/x509': readWithPeculiar,
	X509Certificate: readWithNode,
} as const

/** Certificates a second, the median of all rounds. */
function speeds(der: Uint8Array): ReadonlyMap<string, number> {
	const times = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]))
	for (let round = -5; round < rounds; round++)
		for (const [name, read] of Object.entries(contenders)) {
			const began = performance.now()
			for (let index = 0; index < turn; index++) read(der)
			// The first rounds are for the compilers to warm up.
			if (round >= 0) times.get(name)?.push((performance.now() - began) / turn)
		}
	const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
	return new Map([...times].map(([name, values]) => [name, 1000 / median(values)]))
}

/** Measures and prints: each speed, and how many times as fast as the others this project is. */
export function benchDecoding(): void {
	for (const count of [10, 200]) {
		const measured = speeds(everything.get(`typical-${count}`) ?? new Uint8Array())
		const own = measured.get('certcollect') ?? Number.NaN
		console.log(`decoding a leaf with ${count} names, certificates a second: ${own.toFixed(0)}`)
		for (const [name, speed] of measured)
			if (speed !== own)
				console.log(`  ${name}: ${speed.toFixed(0)}, this is ${(own / speed).toFixed(1)} times as fast`)
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) benchDecoding()
