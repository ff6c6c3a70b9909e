import type { Sesiones, SesionGuardada } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'
import { borrarVencidos } from './vencidos.ts'

const { aFila, deFila } = conversion<SesionGuardada>({ venceEn: 'fecha' })

export function sesionesSql(sesion: Sesion): Sesiones {
  const { db } = sesion
  return {
    async leer(idHuella) {
      const fila = await db
        .selectFrom('sesiones')
        .selectAll()
        .where('idHuella', '=', idHuella)
        .executeTakeFirst()
      return fila && deFila(fila)
    },

    async guardar(guardada) {
      const fila = aFila(guardada)
      await db
        .insertInto('sesiones')
        .values(fila)
        .onConflict((choque) => choque.column('idHuella').doUpdateSet(fila))
        .execute()
    },

    async prolongar(idHuella, venceEn) {
      await db
        .updateTable('sesiones')
        .set({ venceEn: venceEn.toISOString() })
        .where('idHuella', '=', idHuella)
        .execute()
    },

    async borrar(idHuella) {
      await db.deleteFrom('sesiones').where('idHuella', '=', idHuella).execute()
    },

    async borrarDeCuenta(cuentaId) {
      const { numDeletedRows } = await db
        .deleteFrom('sesiones')
        .where('cuentaId', '=', cuentaId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },

    borrarVencidas: (ahora) => borrarVencidos(sesion, 'sesiones', ahora),
  }
}
