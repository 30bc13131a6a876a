import { inUnicode } from '../../certificates/internationalName.ts'
import { visibleText } from '../../certificates/visibleText.ts'

/**
 * @param name a host name, an e-mail address or any other name out of a certificate
 * @returns it as it may be shown: with what is not seen made visible, and an international host name in Unicode beside it
 */
export function nameText(name: string): string {
	const unicode = inUnicode(name)
	return unicode === undefined ? visibleText(name) : `${name} (${unicode})`
}
