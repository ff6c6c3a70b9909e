import { sql } from 'kysely'
import type { Limites } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'

export function limitesSql({ db }: Sesion): Limites {
  return {
    /** One row for each key and length of window; a window starts with the first count after the last one ended. */
    async sumar(clave, ventanaSegundos, ahora) {
      const termina = new Date(ahora.getTime() + ventanaSegundos * 1_000).toISOString()
      const vencida = sql<boolean>`limites.termina <= ${ahora.toISOString()}`
      const fila = await db
        .insertInto('limites')
        .values({ clave, ventanaSegundos, cuenta: 1, termina })
        .onConflict((choque) =>
          choque.columns(['clave', 'ventanaSegundos']).doUpdateSet({
            cuenta: sql`case when ${vencida} then 1 else limites.cuenta + 1 end`,
            termina: sql`case when ${vencida} then excluded.termina else limites.termina end`,
          }),
        )
        .returning(['cuenta', 'termina'])
        .executeTakeFirstOrThrow()
      return { cuenta: fila.cuenta, termina: new Date(fila.termina) }
    },

    async borrarVencidos(ahora) {
      const { numDeletedRows } = await db
        .deleteFrom('limites')
        .where('termina', '<=', ahora.toISOString())
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
