import type { Codigo, Codigos } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'
import { borrarVencidos } from './vencidos.ts'

const { aFila, deFila } = conversion<Codigo>({ venceEn: 'fecha' })

export function codigosSql(sesion: Sesion): Codigos {
  const { db } = sesion
  return {
    async poner(codigo) {
      const fila = aFila(codigo)
      await db
        .insertInto('codigos')
        .values(fila)
        .onConflict((choque) => choque.column('solicitudId').doUpdateSet(fila))
        .execute()
    },

    async porSolicitud(solicitudId) {
      const fila = await db
        .selectFrom('codigos')
        .selectAll()
        .where('solicitudId', '=', solicitudId)
        .executeTakeFirst()
      return fila && deFila(fila)
    },

    async borrar(solicitudId) {
      await db.deleteFrom('codigos').where('solicitudId', '=', solicitudId).execute()
    },

    borrarVencidos: (ahora) => borrarVencidos(sesion, 'codigos', ahora),
  }
}
