import type { Evento, Eventos } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'
import { borrarVencidos } from './vencidos.ts'

const { aFila, deFila } = conversion<Evento>({
  conRespuesta: 'logico',
  creadoEn: 'fecha',
  venceEn: 'fecha',
  congeladoEn: 'fecha',
})

export function eventosSql(sesion: Sesion): Eventos {
  const { db, insertar } = sesion
  return {
    async crear(evento) {
      await insertar('eventos', aFila(evento))
    },

    async porId(id) {
      const fila = await db.selectFrom('eventos').selectAll().where('id', '=', id).executeTakeFirst()
      return fila && deFila(fila)
    },

    async seCongeloConRespuesta(cuentaId) {
      const fila = await db
        .selectFrom('eventos')
        .select('conRespuesta')
        .where('cuentaId', '=', cuentaId)
        .where('congeladoEn', 'is not', null)
        .orderBy('congeladoEn', 'desc')
        .orderBy('conRespuesta', 'desc')
        .limit(1)
        .executeTakeFirst()
      return fila?.conRespuesta !== 0
    },

    async congelar(id, ahora) {
      const { numUpdatedRows } = await db
        .updateTable('eventos')
        .set({ congeladoEn: ahora.toISOString() })
        .where('id', '=', id)
        .where('congeladoEn', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async congelarPosteriores({ cuentaId, creadoEn }, ahora) {
      await db
        .updateTable('eventos')
        .set({ congeladoEn: ahora.toISOString() })
        .where('cuentaId', '=', cuentaId)
        .where('creadoEn', '>=', creadoEn.toISOString())
        .where('congeladoEn', 'is', null)
        .execute()
    },

    borrarVencidos: (ahora) => borrarVencidos(sesion, 'eventos', ahora),
  }
}
