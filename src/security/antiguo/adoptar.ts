/** Hashes of the old system, in the form in which they can be kept. */
import type { Cifrador, HashAdoptado } from '../../application/ports.ts'
import { escribirBcrypt, escribirCifrado } from '../hash-guardado.ts'
import { type HashIlegible, leerHashAntiguo } from './formas.ts'
import { escribirReceta, leerReceta, type Receta } from './receta.ts'

const CONTEXTO = 'hash-antiguo'
/** About the work of one bcrypt of cost 11. */
const ITERACIONES_LENTAS = 200_000

/** Encrypts recipe and digest: a stolen copy of the database is no list of MD5 to guess at. */
function cifrar(cifrador: Cifrador, receta: Receta, digestion: Buffer): string {
  return escribirCifrado(
    cifrador.cifrar(`${escribirReceta(receta)}$${digestion.toString('base64url')}`, CONTEXTO),
  )
}

/** @returns recipe and digest; undefined when the key is gone or the text was altered. */
export function descifrar(
  cifrador: Cifrador,
  cifrado: string,
): { receta: Receta; digestion: Buffer } | undefined {
  const [escrita = '', digestion = ''] = abrir(cifrador, cifrado).split('$')
  const receta = leerReceta(escrita)
  return receta && { receta, digestion: Buffer.from(digestion, 'base64url') }
}

/** An account whose hash cannot be opened has no key that works; its owner recovers. */
function abrir(cifrador: Cifrador, cifrado: string): string {
  try {
    return cifrador.descifrar(cifrado, CONTEXTO)
  } catch {
    return ''
  }
}

/** See {@link Hasher.adoptar}. @param costo today's cost of bcrypt. */
export function adoptar(cifrador: Cifrador, costo: number, texto: string): HashAdoptado | HashIlegible {
  const leido = leerHashAntiguo(texto)
  if (typeof leido === 'string') return leido
  if (leido.tipo === 'bcrypt') {
    return { hash: escribirBcrypt(leido.bcrypt), porEnvolver: false, lento: leido.costo > costo }
  }
  const { receta, digestion } = leido
  return {
    hash: cifrar(cifrador, receta, digestion),
    porEnvolver: true,
    lento: receta.modo === 'pbkdf2' && receta.iteraciones > ITERACIONES_LENTAS,
  }
}

/** See {@link Hasher.adoptarEnClaro}. */
export const adoptarEnClaro = (cifrador: Cifrador, secreto: string): HashAdoptado => ({
  hash: cifrar(cifrador, { modo: 'texto' }, Buffer.from(secreto)),
  porEnvolver: true,
  lento: false,
})
