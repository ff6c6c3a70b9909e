import { isDeepStrictEqual } from 'node:util'
import type { CompiledQuery, Insertable, Transaction } from 'kysely'
import type { DatabaseSchema, Tx } from './schema.ts'

/**
 * Creates the insert function of an engine. Kysely compiles the insert of a table, its columns and a number of
 * rows once: compiling takes longer than running it (docs/decisions/0029). Every value is found by the name of
 * its column, never by its place in the row.
 * @returns given a transaction, its {@link Tx.insert}.
 */
export function createInserter(): (db: Transaction<DatabaseSchema>) => Tx['insert'] {
  const compiled = new Map<string, CompiledQuery>()
  return (db) =>
    async <T extends keyof DatabaseSchema>(table: T, ...rows: Insertable<DatabaseSchema[T]>[]) => {
      const [first] = rows
      if (!first) return
      const columns = Object.keys(first)
      const parameters = rows.flatMap((row) => valuesOf(row, columns))
      const key = `${table} ${rows.length} ${columns.join()}`
      let query = compiled.get(key)
      if (!query) {
        query = db.insertInto(table).values(rows).compile()
        if (!isDeepStrictEqual(query.parameters, parameters)) {
          throw new Error(`an insert into ${table} was compiled with other values than its rows have`)
        }
        compiled.set(key, query)
      }
      await db.executeQuery({ ...query, parameters })
    }
}

/** The values of a row in the order of `columns`. @throws when it has others, or lacks one. */
function valuesOf(row: object, columns: readonly string[]): unknown[] {
  const values = new Map(Object.entries(row))
  if (values.size !== columns.length || !columns.every((column) => values.has(column))) {
    throw new Error('rows inserted together must have the same columns')
  }
  return columns.map((column) => values.get(column))
}
