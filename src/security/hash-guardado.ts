import { createHmac } from 'node:crypto'
import type { LlaveSimetrica } from './llaves.ts'

/** A kept hash, taken apart: `hmac-sha256+bcrypt$<pepper id>$<bcrypt string>`. */
export interface HashGuardado {
  pimientaId: string
  costo: number
  bcrypt: string
}

const ESQUEMA = 'hmac-sha256+bcrypt'
const FORMA = /^hmac-sha256\+bcrypt\$([a-z0-9-]{1,16})\$(\$2b\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53})$/

/** Writes what {@link leerHash} reads. */
export const escribirHash = (pimientaId: string, bcrypt: string): string =>
  `${ESQUEMA}$${pimientaId}$${bcrypt}`

/** Takes a kept hash apart; undefined when it is not one of ours. */
export function leerHash(texto: string): HashGuardado | undefined {
  const [, pimientaId, bcrypt, costo] = FORMA.exec(texto) ?? []
  return pimientaId && bcrypt ? { pimientaId, bcrypt, costo: Number(costo) } : undefined
}

/** What bcrypt gets: always 44 characters, far from the 72 bytes after which it stops reading. */
export const conPimienta = (secreto: string, pimienta: LlaveSimetrica): string =>
  createHmac('sha256', pimienta.bytes).update(secreto).digest('base64')
