import { hkdfSync } from 'node:crypto'

/** A key of 32 bytes and the name under which stored texts refer to it. */
export interface LlaveSimetrica {
  id: string
  bytes: Buffer
}

const BYTES = 32

/**
 * Reads the setting ENCRYPTION_KEYS or PEPPER: `id:base64[,id:base64…]`, the one in use first.
 * @throws Error that says which entry is wrong, never what it holds.
 */
export function leerLlaves(texto: string): LlaveSimetrica[] {
  const llaves = texto.split(',').map(leerLlave)
  const repetida = llaves.find(({ id }, indice) => llaves.findIndex((otra) => otra.id === id) < indice)
  if (repetida) throw new Error(`the key id "${repetida.id}" is given twice`)
  return llaves
}

function leerLlave(entrada: string, indice: number): LlaveSimetrica {
  const partes = /^([a-z0-9-]{1,16}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entrada.trim())
  const [, id, base64] = partes ?? []
  if (!id || !base64) {
    throw new Error(`key ${indice + 1} must read id:base64, its id of 1 to 16 characters a-z, 0-9 or hyphen`)
  }
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== BYTES) {
    throw new Error(`key ${indice + 1} ("${id}") has ${bytes.length} bytes and must have ${BYTES}`)
  }
  return { id, bytes }
}

/** The key in use. @throws Error when there is none. */
export function llaveVigente(llaves: readonly LlaveSimetrica[]): LlaveSimetrica {
  const [vigente] = llaves
  if (!vigente) throw new Error('at least one key is needed')
  return vigente
}

/** A key of 32 bytes for one purpose, from a root secret (HKDF-SHA-256, RFC 5869). */
export function derivarLlave(raiz: Buffer, uso: string): Buffer {
  return Buffer.from(hkdfSync('sha256', raiz, '', uso, BYTES))
}

/** Keys of one purpose, under the names of those that they come from. */
export const derivarLlaves = (llaves: readonly LlaveSimetrica[], uso: string): LlaveSimetrica[] =>
  llaves.map(({ id, bytes }) => ({ id, bytes: derivarLlave(bytes, uso) }))
