import type { Contadores } from '../application/ports.ts'
import { CONTADOR_NUEVO, type Contador } from '../domain/intentos.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<Contador>({ cerradoHasta: 'fecha' })
const COLUMNAS = ['usados', 'cierres', 'cerradoHasta', 'fallos'] as const

export function contadoresSql({ db }: Sesion): Contadores {
  return {
    /** The update that changes nothing of the counter locks the row and reads what its last holder wrote. */
    bloquear: async (secreto, sujeto) =>
      deFila(
        await db
          .insertInto('contadores')
          .values({ ...aFila(CONTADOR_NUEVO), secreto, sujeto, tocadoEn: null })
          .onConflict((choque) => choque.columns(['secreto', 'sujeto']).doUpdateSet({ tocadoEn: null }))
          .returning(COLUMNAS)
          .executeTakeFirstOrThrow(),
      ),

    async leer(secreto, sujeto) {
      const fila = await db
        .selectFrom('contadores')
        .select(COLUMNAS)
        .where('secreto', '=', secreto)
        .where('sujeto', '=', sujeto)
        .executeTakeFirst()
      return fila ? deFila(fila) : { ...CONTADOR_NUEVO }
    },

    async guardar(secreto, sujeto, contador) {
      const fila = { ...aFila(contador), tocadoEn: null }
      await db
        .insertInto('contadores')
        .values({ ...fila, secreto, sujeto })
        .onConflict((choque) => choque.columns(['secreto', 'sujeto']).doUpdateSet(fila))
        .execute()
    },

    async borrarAbiertos(ahora, intactosDesde) {
      await db
        .updateTable('contadores')
        .set({ tocadoEn: ahora.toISOString() })
        .where('tocadoEn', 'is', null)
        .execute()
      const { numDeletedRows } = await db
        .deleteFrom('contadores')
        .where('tocadoEn', '<=', intactosDesde.toISOString())
        .where((eb) => eb.or([eb('cerradoHasta', 'is', null), eb('cerradoHasta', '<=', ahora.toISOString())]))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
