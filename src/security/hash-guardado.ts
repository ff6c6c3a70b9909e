import { createHmac } from 'node:crypto'
import { leerReceta, type Receta } from './antiguo/receta.ts'
import type { LlaveSimetrica } from './llaves.ts'

/** A kept hash of today's scheme, taken apart: `hmac-sha256+bcrypt$<pepper id>$<bcrypt string>`. */
export interface HashGuardado {
  pimientaId: string
  costo: number
  bcrypt: string
}

/**
 * One that came from the old system, taken apart:
 * - `bcrypt$<bcrypt string>`: bcrypt of the secret itself, as it came;
 * - `antiguo$<encrypted>`: any weaker one, which never lies bare: recipe and digest, encrypted;
 * - `antiguo+hmac-sha256+bcrypt$<recipe>$<pepper id>$<bcrypt string>`: that digest under today's scheme.
 */
export type HashImportado =
  | { tipo: 'bcrypt'; costo: number; bcrypt: string }
  | { tipo: 'cifrado'; cifrado: string }
  | ({ tipo: 'envuelto'; receta: Receta } & HashGuardado)

const ESQUEMA = 'hmac-sha256+bcrypt'
const DE_BCRYPT = '(\\$2b\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53})'
const FORMA = new RegExp(`^hmac-sha256\\+bcrypt\\$([a-z0-9-]{1,16})\\$${DE_BCRYPT}$`)
const FORMA_BCRYPT = new RegExp(`^bcrypt\\$${DE_BCRYPT}$`)
const FORMA_CIFRADA = /^antiguo\$([\w.-]+)$/
const FORMA_ENVUELTA = /^antiguo\+([^$]*)\$([\w.-]+)\$(.+)$/

/** Writes what {@link leerHash} reads. */
export const escribirHash = (pimientaId: string, bcrypt: string): string =>
  `${ESQUEMA}$${pimientaId}$${bcrypt}`

/** Takes a kept hash apart; undefined when it is not one of today's scheme. */
export function leerHash(texto: string): HashGuardado | undefined {
  const [, pimientaId, bcrypt, costo] = FORMA.exec(texto) ?? []
  return pimientaId && bcrypt ? { pimientaId, bcrypt, costo: Number(costo) } : undefined
}

export const escribirBcrypt = (bcrypt: string): string => `bcrypt$${bcrypt}`
export const escribirCifrado = (cifrado: string): string => `antiguo$${cifrado}`
/** @param hash of the digest, as {@link escribirHash} wrote it. */
export const escribirEnvuelto = (receta: string, hash: string): string =>
  `antiguo+${hash.replace('$', () => `$${receta}$`)}`

/** Takes apart a kept hash that came from the old system; undefined when it is none. */
export function leerImportado(texto: string): HashImportado | undefined {
  const [, bcrypt, costo] = FORMA_BCRYPT.exec(texto) ?? []
  if (bcrypt) return { tipo: 'bcrypt', bcrypt, costo: Number(costo) }
  const [, cifrado] = FORMA_CIFRADA.exec(texto) ?? []
  if (cifrado) return { tipo: 'cifrado', cifrado }
  const [, esquema, escrita = '', resto] = FORMA_ENVUELTA.exec(texto) ?? []
  const receta = leerReceta(escrita)
  const hash = leerHash(`${esquema}$${resto}`)
  return receta && hash ? { tipo: 'envuelto', receta, ...hash } : undefined
}

/** What bcrypt gets: always 44 characters, far from the 72 bytes after which it stops reading. */
export const conPimienta = (secreto: string, pimienta: LlaveSimetrica): string =>
  createHmac('sha256', pimienta.bytes).update(secreto).digest('base64')
