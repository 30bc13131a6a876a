/** How a certificate was signed (RFC 5280 4.1.1.2), described. */
import { nameOf } from './objectIdentifiers.ts'
import { readNumber, readObjectIdentifier } from './primitives.ts'
import { oneValue, partsOf, splitValues, type Tlv, tags } from './tlv.ts'

/** RSASSA-PSS's parameters (RFC 4055 3.1), with what counts where one is left out. */
export interface PssParameters {
	readonly hash: string
	readonly maskHash: string
	/** octets */
	readonly saltLength: number
}

export interface SignatureAlgorithm {
	/** object identifier, dotted */
	readonly type: string
	readonly name: string | undefined
	/** what is hashed with, as `SHA-256`; missing where the algorithm does that by itself (Ed25519, ML-DSA) or is not known */
	readonly hash: string | undefined
	/** of RSASSA-PSS alone, where they could be read */
	readonly pss: PssParameters | undefined
}

const pssType = '1.2.840.113549.1.1.10'

const sha1 = 'SHA-1'

/** A hash or curve by name, and where it has none here, by object identifier. */
const hashIn = (algorithm: Tlv | undefined) => {
	const type = readObjectIdentifier(partsOf(algorithm)[0])
	return nameOf(type) ?? type
}

/** `sha256WithRSAEncryption`, `ecdsa-with-SHA384`: the name says the hash. */
function hashInName(name: string | undefined): string | undefined {
	const [, digest, family, size] = /(md[25])|(sha)-?(1|224|256|384|512)(?=$|with)/i.exec(name ?? '') ?? []
	return digest?.toUpperCase() ?? (family && `SHA-${size}`)
}

/**
 * @param parameters RSASSA-PSS-params
 * @returns them, with the defaults of RFC 4055 3.1
 * @throws MalformedDer
 */
function readPssParameters(parameters: Tlv | undefined): PssParameters {
	const fields = parameters ? partsOf(parameters) : []
	const field = (tag: number) => {
		const found = fields.find((one) => one.tag === tag)
		return found && oneValue(found.content)
	}
	const hash = field(tags.context0)
	const mask = field(tags.context1)
	const salt = field(tags.context2)
	return {
		hash: hash ? hashIn(hash) : sha1,
		maskHash: mask ? hashIn(partsOf(mask)[1]) : sha1,
		saltLength: salt ? readNumber(salt) : 20,
	}
}

function readPss(parameters: Tlv | undefined): PssParameters | undefined {
	try {
		return readPssParameters(parameters)
	} catch {
		return undefined
	}
}

/** @param algorithm an AlgorithmIdentifier's content; @returns it described; @throws MalformedDer if there is no type */
export function readSignatureAlgorithm(algorithm: Uint8Array): SignatureAlgorithm {
	const [first, parameters] = splitValues(algorithm)
	const type = readObjectIdentifier(first)
	const name = nameOf(type)
	if (type !== pssType) return { type, name, hash: hashInName(name), pss: undefined }
	const pss = readPss(parameters)
	return { type, name, hash: pss?.hash, pss }
}
