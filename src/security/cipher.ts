import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import type { Cipher } from '../application/ports.ts'
import { currentKey, type SymmetricKey } from './keys.ts'
import { pooledRandomBytes } from './random-pool.ts'

const VERSION = 'v1'
const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts with the first key, decrypts with any. The text is `v1.<id>.<iv>.<tag>.<data>` in base64url;
 * version, key id and context are authenticated with it.
 * @throws Error when there is no key.
 */
export function createCipher(keys: readonly SymmetricKey[]): Cipher {
  const current = currentKey(keys)
  // Prepared keys: creating one from raw bytes takes as long as encrypting a line.
  const keysById = new Map(keys.map(({ id, bytes }) => [id, createSecretKey(bytes)]))
  const encryptionKey = createSecretKey(current.bytes)

  const encryptBytes: Cipher['encryptBytes'] = (plaintext, context) => {
    const iv = pooledRandomBytes(IV_BYTES)
    const aesCipher = createCipheriv(ALGORITHM, encryptionKey, iv, { authTagLength: TAG_BYTES })
    aesCipher.setAAD(authenticatedData(current.id, context))
    const data = Buffer.concat([aesCipher.update(plaintext), aesCipher.final()])
    return [
      VERSION,
      current.id,
      ...[iv, aesCipher.getAuthTag(), data].map((b) => b.toString('base64url')),
    ].join('.')
  }

  const decryptBytes = (encrypted: string, context: string): Buffer => {
    const [version, id = '', iv = '', tag = '', data = '', ...rest] = encrypted.split('.')
    if (version !== VERSION || rest.length > 0) throw new Error('not an encrypted text of a known version')
    const key = keysById.get(id)
    if (!key) throw new Error('the key of the encrypted text is not among the given ones')
    const aesCipher = createDecipheriv(ALGORITHM, key, decodeBase64url(iv), { authTagLength: TAG_BYTES })
    aesCipher.setAAD(authenticatedData(id, context)).setAuthTag(decodeBase64url(tag))
    return Buffer.concat([aesCipher.update(decodeBase64url(data)), aesCipher.final()])
  }

  return {
    encrypt: (text, context) => encryptBytes(Buffer.from(text), context),
    decrypt: (encrypted, context) => decryptBytes(encrypted, context).toString('utf8'),
    encryptBytes,
    decryptBytes,
    reencrypt: (encrypted, context) => encryptBytes(decryptBytes(encrypted, context), context),
    currentPrefix: `${VERSION}.${current.id}.`,
  }
}

const authenticatedData = (id: string, context: string) => Buffer.from(`${VERSION}.${id}.${context}`)

/** Accepts only the canonical base64url form, so that no altered text decrypts. */
function decodeBase64url(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url')
  if (bytes.toString('base64url') !== base64url) throw new Error('the encrypted text was altered')
  return bytes
}
