import type { Solicitud, Solicitudes } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'
import { borrarVencidos } from './vencidos.ts'

const { aFila, deFila } = conversion<Solicitud>({
  pruebas: 'json',
  volver: 'json',
  secretoVenceEn: 'fecha',
  creadaEn: 'fecha',
  venceEn: 'fecha',
})

export function solicitudesSql(sesion: Sesion): Solicitudes {
  const { db, insertar } = sesion
  return {
    async crear(solicitud) {
      await insertar('solicitudes', aFila(solicitud))
    },

    async porId(id) {
      const fila = await db.selectFrom('solicitudes').selectAll().where('id', '=', id).executeTakeFirst()
      return fila && deFila(fila)
    },

    async guardar(solicitud) {
      await db.updateTable('solicitudes').set(aFila(solicitud)).where('id', '=', solicitud.id).execute()
    },

    async borrar(id) {
      await db.deleteFrom('solicitudes').where('id', '=', id).execute()
    },

    async borrarAbiertasDeCuenta(cuentaId, salvo) {
      const abiertas = db
        .deleteFrom('solicitudes')
        .where('cuentaId', '=', cuentaId)
        .where('estado', '=', 'abierta')
      await (salvo === null ? abiertas : abiertas.where('id', '!=', salvo)).execute()
    },

    async borrarSecretosVencidos(ahora) {
      const { numUpdatedRows } = await db
        .updateTable('solicitudes')
        .set({ secretoCifrado: null, secretoVenceEn: null })
        .where('secretoVenceEn', '<=', ahora.toISOString())
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    borrarVencidas: (ahora) => borrarVencidos(sesion, 'solicitudes', ahora),
  }
}
