import { MalformedDer } from '../malformedDer.ts'
import { contentOf, oneValue, tags } from '../tlv.ts'

/**
 * Extensions that say something by being there: "no check" of an OCSP responder's certificate (RFC 6960 4.2.2.2.1), and the
 * poison that makes a precertificate useless (RFC 6962 3.1).
 *
 * @param value the extension's octets, NULL; @returns true; @throws MalformedDer if they are anything else
 */
export function readPresence(value: Uint8Array): true {
	if (contentOf(oneValue(value), tags.null).length > 0) throw new MalformedDer('a NULL with something in it')
	return true
}
