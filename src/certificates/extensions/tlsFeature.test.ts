import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('features by name, and by number where they have none', () => {
	expect(extensionOf('tls-feature', 'tlsFeature')).toEqual(['status_request', 'status_request_v2', 23])
})
