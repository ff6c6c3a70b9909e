import type { Envio, Envios } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'
import { borrarVencidos } from './vencidos.ts'

const { aFila, deFila } = conversion<Envio>({ desenlace: 'json', venceEn: 'fecha' })

export function enviosSql(sesion: Sesion): Envios {
  const { db } = sesion

  async function porId(id: string): Promise<Envio | undefined> {
    const fila = await db.selectFrom('envios').selectAll().where('id', '=', id).executeTakeFirst()
    return fila && deFila(fila)
  }

  return {
    porId,

    /** Waits for whoever is claiming the same one, and then sees its row. */
    async reclamar(envio) {
      const nuevo = await db
        .insertInto('envios')
        .values(aFila(envio))
        .onConflict((choque) => choque.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      return nuevo ? undefined : porId(envio.id)
    },

    async terminar(id, desenlace) {
      await db
        .updateTable('envios')
        .set({ desenlace: JSON.stringify(desenlace) })
        .where('id', '=', id)
        .execute()
    },

    async soltar(id) {
      await db.deleteFrom('envios').where('id', '=', id).execute()
    },

    borrarVencidos: (ahora) => borrarVencidos(sesion, 'envios', ahora),
  }
}
