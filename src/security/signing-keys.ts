import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { SigningKeys } from '../application/ports.ts'

const BITS = 2048

/** RSA keys for RS256, which every client of ClaveÚnica reads. */
export const systemSigningKeys: SigningKeys = {
  async generate(id) {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS })
    return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: id, alg: 'RS256', use: 'sig' })
  },
}
