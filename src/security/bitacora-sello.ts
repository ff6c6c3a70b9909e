import { createHmac } from 'node:crypto'
import type { AnotacionGuardada, Sellador } from '../application/ports.ts'
import { iguales } from './huellas.ts'
import { derivarLlave, type LlaveSimetrica, llaveVigente } from './llaves.ts'

/**
 * Seals batches of the audit with a chained HMAC. The key comes from the pepper, which the database never
 * holds: who can write to the database cannot make a seal.
 * @param pimientas new seals are made with the first; all can be verified with.
 * @throws Error when there is no pepper.
 */
export function crearSellador(pimientas: readonly LlaveSimetrica[]): Sellador {
  const vigente = llaveVigente(pimientas)
  const llaves = new Map(pimientas.map(({ id, bytes }) => [id, derivarLlave(bytes, 'bitacora')]))

  const hacer = (claveId: string, anterior: string | null, filas: readonly AnotacionGuardada[]) => {
    const llave = llaves.get(claveId)
    return llave && createHmac('sha256', llave).update(serializar(anterior, filas)).digest('base64url')
  }

  return {
    sellar(anterior, filas) {
      const sello = hacer(vigente.id, anterior, filas)
      if (!sello) throw new Error('the key of the seals is missing')
      return { claveId: vigente.id, sello }
    },
    verificar({ claveId, sello }, anterior, filas) {
      const esperado = hacer(claveId, anterior, filas)
      if (!esperado) return 'llave_desconocida'
      return iguales(esperado, sello) ? 'integra' : 'alterada'
    },
  }
}

/** One text for one content: arrays have an order, and the detail's keys are sorted, as a database may reorder them. */
function serializar(anterior: string | null, filas: readonly AnotacionGuardada[]): string {
  return JSON.stringify([
    anterior,
    filas.map(({ numero, en, evento, actor, cuentaId, sujeto, origen, resultado, detalle }) => [
      ...[numero, en.toISOString(), evento, actor, cuentaId, sujeto, origen, resultado],
      detalle && Object.entries(detalle).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ])
}
