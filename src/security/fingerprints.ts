import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Fingerprints, Purpose } from '../application/ports.ts'
import { deriveKey } from './keys.ts'

/**
 * Fingerprints under one key for each purpose, all derived from a root secret.
 * @param rootSecret at least 32 bytes; it never changes, because kept fingerprints hang on it.
 * @throws Error when the root is shorter.
 */
export function createFingerprints(rootSecret: Buffer): Fingerprints {
  if (rootSecret.length < 32) throw new Error('the root of the fingerprints must have at least 32 bytes')
  // A key made ready once: from its bytes each fingerprint takes six times as long.
  const keys = new Map<Purpose, KeyObject>()

  const keyFor = (purpose: Purpose): KeyObject => {
    const key = keys.get(purpose) ?? createSecretKey(deriveKey(rootSecret, `huella:${purpose}`))
    keys.set(purpose, key)
    return key
  }
  const fingerprint: Fingerprints['fingerprint'] = (purpose, value) =>
    createHmac('sha256', keyFor(purpose)).update(value).digest('base64url')

  return {
    fingerprint,
    matches: (purpose, value, saved) => safeEqual(fingerprint(purpose, value), saved),
  }
}

/** Compares two texts in a time that depends on their length only. */
export function safeEqual(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)]
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB)
}
