import { CompiledQuery, type Insertable, type Transaction } from 'kysely'
import type { BaseDeDatos, Sesion } from './esquema.ts'

/**
 * Makes what adds rows on one engine. The text for a table and a number of rows is built once: building it takes longer
 * than running it.
 * @returns for a transaction, its {@link Sesion.insertar}.
 */
export function conInsercion(): (db: Transaction<BaseDeDatos>) => Sesion['insertar'] {
  const textos = new Map<string, string>()
  return (db) =>
    async <T extends keyof BaseDeDatos>(tabla: T, ...filas: Insertable<BaseDeDatos[T]>[]) => {
      const [primera] = filas
      if (!primera) return
      const clave = [tabla, filas.length, ...Object.keys(primera)].join()
      const texto = textos.get(clave) ?? db.insertInto(tabla).values(filas).compile().sql
      textos.set(clave, texto)
      await db.executeQuery(
        CompiledQuery.raw(
          texto,
          filas.flatMap((fila) => Object.values(fila)),
        ),
      )
    }
}
