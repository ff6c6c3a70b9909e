import type { AnotacionGuardada, Bitacora, Sello } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion, type Fila } from './filas.ts'

const anotaciones = conversion<AnotacionGuardada>({ detalle: 'json', en: 'fecha' })
const sellos = conversion<Sello>({ en: 'fecha' })

/**
 * The audit. What is noted is written in one go at the end of the transaction (`volcar`), under a lock of
 * `bitacora_cabeza` that lasts until the commit: so numbers have no gaps, a lower one never appears after a
 * higher one, batches can be sealed as they are read, and the lock is held for a moment only.
 */
export function bitacoraSql({ db, insertar }: Sesion): Bitacora & { volcar(): Promise<void> } {
  const pendientes: Omit<AnotacionGuardada, 'numero'>[] = []

  async function volcar(): Promise<void> {
    const nuevas = pendientes.splice(0)
    if (nuevas.length === 0) return
    const { ultimo } = await db
      .updateTable('bitacoraCabeza')
      .set((eb) => ({ ultimo: eb('ultimo', '+', nuevas.length) }))
      .returning('ultimo')
      .executeTakeFirstOrThrow()
    const primero = ultimo - nuevas.length + 1
    const filas: Fila<AnotacionGuardada>[] = nuevas.map((nueva, indice) =>
      anotaciones.aFila({ ...nueva, numero: primero + indice }),
    )
    await insertar('bitacora', ...filas)
  }

  return {
    volcar,

    async anotar(anotacion, en) {
      pendientes.push({ ...anotacion, en })
    },

    async desde(numero, tope) {
      await volcar()
      const filas = await db
        .selectFrom('bitacora')
        .selectAll()
        .where('numero', '>', numero)
        .orderBy('numero')
        .limit(tope)
        .execute()
      return filas.map(anotaciones.deFila)
    },

    async deCuenta(cuentaId, tope) {
      await volcar()
      const filas = await db
        .selectFrom('bitacora')
        .selectAll()
        .where('cuentaId', '=', cuentaId)
        .orderBy('numero', 'desc')
        .limit(tope)
        .execute()
      return filas.map(anotaciones.deFila)
    },

    async ultimoSello() {
      const fila = await db
        .selectFrom('sellos')
        .selectAll()
        .orderBy('numero', 'desc')
        .limit(1)
        .executeTakeFirst()
      return fila && sellos.deFila(fila)
    },

    async sellos(desdeNumero, tope) {
      const filas = await db
        .selectFrom('sellos')
        .selectAll()
        .where('numero', '>', desdeNumero)
        .orderBy('numero')
        .limit(tope)
        .execute()
      return filas.map(sellos.deFila)
    },

    async sellar(sello) {
      await insertar('sellos', sellos.aFila(sello))
    },
  }
}
