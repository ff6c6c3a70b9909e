import type { Provisoria, Provisorias } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'
import { borrarVencidos } from './vencidos.ts'

const { aFila, deFila } = conversion<Provisoria>({ venceEn: 'fecha' })

export function provisoriasSql(sesion: Sesion): Provisorias {
  const { db, conBloqueos } = sesion
  return {
    async bloquear(cuentaId) {
      const fila = await db
        .selectFrom('provisorias')
        .selectAll()
        .where('cuentaId', '=', cuentaId)
        .$if(conBloqueos, (consulta) => consulta.forUpdate())
        .executeTakeFirst()
      return fila && deFila(fila)
    },

    async poner(provisoria) {
      const fila = aFila(provisoria)
      await db
        .insertInto('provisorias')
        .values(fila)
        .onConflict((choque) => choque.column('cuentaId').doUpdateSet(fila))
        .execute()
    },

    async borrar(cuentaId) {
      await db.deleteFrom('provisorias').where('cuentaId', '=', cuentaId).execute()
    },

    borrarVencidas: (ahora) => borrarVencidos(sesion, 'provisorias', ahora),
  }
}
