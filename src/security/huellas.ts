import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Huellas, Proposito } from '../application/ports.ts'
import { derivarLlave } from './llaves.ts'

/**
 * Fingerprints under one key for each purpose, all derived from a root secret.
 * @param raiz at least 32 bytes; it never changes, because kept fingerprints hang on it.
 * @throws Error when the root is shorter.
 */
export function crearHuellas(raiz: Buffer): Huellas {
  if (raiz.length < 32) throw new Error('the root of the fingerprints must have at least 32 bytes')
  // A key made ready once: from its bytes each fingerprint takes six times as long.
  const llaves = new Map<Proposito, KeyObject>()

  const llaveDe = (proposito: Proposito): KeyObject => {
    const llave = llaves.get(proposito) ?? createSecretKey(derivarLlave(raiz, `huella:${proposito}`))
    llaves.set(proposito, llave)
    return llave
  }
  const huella: Huellas['huella'] = (proposito, valor) =>
    createHmac('sha256', llaveDe(proposito)).update(valor).digest('base64url')

  return {
    huella,
    coincide: (proposito, valor, guardada) => iguales(huella(proposito, valor), guardada),
  }
}

/** Compares two texts in a time that depends on their length only. */
export function iguales(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)]
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB)
}
