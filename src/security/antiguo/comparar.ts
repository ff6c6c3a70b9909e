import { createHash, timingSafeEqual } from 'node:crypto'
import bcrypt from 'bcrypt'
import type { Cifrador } from '../../application/ports.ts'
import { conPimienta, type HashImportado } from '../hash-guardado.ts'
import type { LlaveSimetrica } from '../llaves.ts'
import { descifrar } from './adoptar.ts'
import { textoDe } from './envolver.ts'
import { digerir } from './receta.ts'

export interface OpcionesComparador {
  costo: number
  pimientas: readonly LlaveSimetrica[]
  cifrador: Cifrador
  medirMs: () => number
  /** What one hash of today's cost takes by now. */
  mediaMs: () => number
}

const COSTO_MINIMO = 4

const resumen = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

/**
 * Compares with hashes of the old system in the time that one of today's takes, whatever their kind: after what
 * the kind itself costs comes bcrypt for the rest.
 */
export function crearComparador({ costo, pimientas, cifrador, medirMs, mediaMs }: OpcionesComparador) {
  /**
   * 2^c + 2^c + 2^(c+1) + … + 2^(today-1) = 2^today.
   * @param hecho cost of the bcrypt that was done. @param gastadoMs what was spent beside it: so much is left out.
   */
  async function completar(hecho: number, gastadoMs: number): Promise<void> {
    let saldo = gastadoMs
    for (let resto = costo - 1; resto >= hecho; resto--) {
      const ms = mediaMs() * 2 ** (resto - costo)
      if (saldo >= ms) saldo -= ms
      else await bcrypt.hash('', resto)
    }
  }

  return async function comparar(secreto: string, importado: HashImportado): Promise<boolean> {
    if (importado.tipo === 'bcrypt') {
      const coincide = await bcrypt.compare(secreto, importado.bcrypt)
      await completar(importado.costo, 0)
      return coincide
    }
    const inicio = medirMs()
    if (importado.tipo === 'cifrado') {
      const abierto = descifrar(cifrador, importado.cifrado)
      const digestion = abierto && resumen(await digerir(abierto.receta, secreto))
      const coincide = abierto && digestion ? timingSafeEqual(digestion, resumen(abierto.digestion)) : false
      const gastadoMs = medirMs() - inicio
      await bcrypt.hash('', COSTO_MINIMO)
      await completar(COSTO_MINIMO, gastadoMs)
      return coincide
    }
    const pimienta = pimientas.find(({ id }) => id === importado.pimientaId)
    const texto = textoDe(await digerir(importado.receta, secreto))
    const gastadoMs = medirMs() - inicio
    const coincide = await bcrypt.compare(conPimienta(texto, pimienta ?? SIN_PIMIENTA), importado.bcrypt)
    await completar(importado.costo, gastadoMs)
    return coincide && pimienta !== undefined
  }
}

/** The work is the same when the pepper of a hash is gone. */
const SIN_PIMIENTA: LlaveSimetrica = { id: '', bytes: Buffer.alloc(32) }
