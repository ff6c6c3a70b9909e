import type { Cifrador } from '../../application/ports.ts'
import { escribirEnvuelto, leerImportado } from '../hash-guardado.ts'
import { descifrar } from './adoptar.ts'
import { escribirReceta, type Receta } from './receta.ts'

/** From here on the digest itself is work, and what is around it must leave room for it in the time of one hash. */
const ITERACIONES_QUE_CUENTAN = 10_000

export interface PorEnvolver {
  /** What goes into today's scheme. */
  texto: string
  costo: number
  /** The string to keep, from the one of today's scheme. */
  escribir: (hash: string) => string
}

/** What today's scheme gets in place of the secret. */
export const textoDe = (digestion: Buffer): string => digestion.toString('base64url')

const costoAlrededor = (receta: Receta, costo: number): number =>
  receta.modo === 'pbkdf2' && receta.iteraciones >= ITERACIONES_QUE_CUENTAN ? Math.max(4, costo - 1) : costo

/** How to put today's scheme around a hash that waits; undefined when it is none or cannot be opened. */
export function envoltura(cifrador: Cifrador, costo: number, hash: string): PorEnvolver | undefined {
  const importado = leerImportado(hash)
  const abierto = importado?.tipo === 'cifrado' ? descifrar(cifrador, importado.cifrado) : undefined
  if (!abierto) return undefined
  const { receta, digestion } = abierto
  // What was readable needs nothing around it: it becomes one of today's.
  if (receta.modo === 'texto') return { texto: digestion.toString(), costo, escribir: (hecho) => hecho }
  return {
    texto: textoDe(digestion),
    costo: costoAlrededor(receta, costo),
    escribir: (hecho) => escribirEnvuelto(escribirReceta(receta), hecho),
  }
}
