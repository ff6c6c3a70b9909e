import { hkdfSync } from 'node:crypto'

/** A 32-byte key and the id by which stored texts refer to it. */
export interface SymmetricKey {
  id: string
  bytes: Buffer
}

const KEY_BYTES = 32

/**
 * Parses ENCRYPTION_KEYS or PEPPER: `id:base64[,id:base64…]`, the current key first.
 * @throws Error naming the wrong entry, never its contents.
 */
export function parseKeys(text: string): SymmetricKey[] {
  const keys = text.split(',').map(parseKey)
  const duplicate = keys.find(({ id }, index) => keys.findIndex((other) => other.id === id) < index)
  if (duplicate) throw new Error(`the key id "${duplicate.id}" is given twice`)
  return keys
}

function parseKey(input: string, index: number): SymmetricKey {
  const parts = /^([a-z0-9-]{1,16}):([A-Za-z0-9+/_-]+={0,2})$/.exec(input.trim())
  const [, id, base64] = parts ?? []
  if (!id || !base64) {
    throw new Error(`key ${index + 1} must read id:base64, its id of 1 to 16 characters a-z, 0-9 or hyphen`)
  }
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== KEY_BYTES) {
    throw new Error(`key ${index + 1} ("${id}") has ${bytes.length} bytes and must have ${KEY_BYTES}`)
  }
  return { id, bytes }
}

/**
 * The current key.
 * @throws Error when there is none.
 */
export function currentKey(keys: readonly SymmetricKey[]): SymmetricKey {
  const [current] = keys
  if (!current) throw new Error('at least one key is needed')
  return current
}

/** Derives a 32-byte key for one purpose from a root secret (HKDF-SHA-256, RFC 5869). */
export function deriveKey(rootSecret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', rootSecret, '', purpose, KEY_BYTES))
}

/** Derives a key for one purpose from each key, keeping the ids. */
export const deriveKeys = (keys: readonly SymmetricKey[], purpose: string): SymmetricKey[] =>
  keys.map(({ id, bytes }) => ({ id, bytes: deriveKey(bytes, purpose) }))
