import type { Caso, Casos } from '../application/ports.ts'
import type { BaseDeDatos, Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<Caso>({ creadoEn: 'fecha' })

function aCaso({ cerradoEn, ...fila }: BaseDeDatos['casos']): Caso {
  return deFila(fila)
}

export function casosSql({ db }: Sesion): Casos {
  return {
    /** A number that is already taken by another case is a conflict: the work runs again with a new one. */
    async abrir(caso) {
      await db
        .insertInto('casos')
        .values({ ...aFila(caso), cerradoEn: null })
        .onConflict((choque) =>
          choque.columns(['sujeto', 'motivo']).where('cerradoEn', 'is', null).doNothing(),
        )
        .execute()
      return aCaso(
        await db
          .selectFrom('casos')
          .selectAll()
          .where('sujeto', '=', caso.sujeto)
          .where('motivo', '=', caso.motivo)
          .where('cerradoEn', 'is', null)
          .executeTakeFirstOrThrow(),
      )
    },

    async porNumero(numero) {
      const fila = await db.selectFrom('casos').selectAll().where('numero', '=', numero).executeTakeFirst()
      return fila && aCaso(fila)
    },

    async deSujeto(sujeto) {
      const filas = await db
        .selectFrom('casos')
        .selectAll()
        .where('sujeto', '=', sujeto)
        .orderBy('creadoEn')
        .orderBy('numero')
        .execute()
      return filas.map(aCaso)
    },
  }
}
