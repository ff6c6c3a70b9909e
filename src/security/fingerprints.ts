import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Fingerprints, Purpose } from '../application/ports.ts'
import { deriveKey } from './keys.ts'

/**
 * Fingerprints with one key per purpose, derived from a root secret.
 * @param rootSecret at least 32 bytes. It never changes: stored fingerprints depend on it.
 * @throws Error when the root secret is shorter.
 */
export function createFingerprints(rootSecret: Buffer): Fingerprints {
  if (rootSecret.length < 32) throw new Error('the root of the fingerprints must have at least 32 bytes')
  // Prepared keys: starting from the raw bytes makes each fingerprint six times slower.
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

/** Constant-time comparison; its time depends only on the lengths. */
export function safeEqual(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)]
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB)
}
