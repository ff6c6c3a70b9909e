import type { Enlace, Enlaces } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'
import { borrarVencidos } from './vencidos.ts'

const { aFila, deFila } = conversion<Enlace>({ venceEn: 'fecha', usadoEn: 'fecha' })

export function enlacesSql(sesion: Sesion): Enlaces {
  const { db, insertar } = sesion

  async function buscar(columna: 'id' | 'huella', valor: string): Promise<Enlace | undefined> {
    const fila = await db.selectFrom('enlaces').selectAll().where(columna, '=', valor).executeTakeFirst()
    return fila && deFila(fila)
  }

  return {
    async crear(enlace) {
      await insertar('enlaces', aFila(enlace))
    },

    porHuella: (huella) => buscar('huella', huella),
    porId: (id) => buscar('id', id),

    async usar(id, ahora) {
      const { numUpdatedRows } = await db
        .updateTable('enlaces')
        .set({ usadoEn: ahora.toISOString() })
        .where('id', '=', id)
        .where('usadoEn', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async borrarDeCuenta(cuentaId, tipo) {
      await db
        .deleteFrom('enlaces')
        .where('cuentaId', '=', cuentaId)
        .where('tipo', '=', tipo)
        .where('usadoEn', 'is', null)
        .execute()
    },

    async borrarDeAsunto(asuntoId) {
      await db.deleteFrom('enlaces').where('asuntoId', '=', asuntoId).where('usadoEn', 'is', null).execute()
    },

    borrarVencidos: (ahora) => borrarVencidos(sesion, 'enlaces', ahora),
  }
}
