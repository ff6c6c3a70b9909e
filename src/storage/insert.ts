import { CompiledQuery, type Insertable, type Transaction } from 'kysely'
import type { DatabaseSchema, Tx } from './schema.ts'

/**
 * Creates the insert function of an engine. The SQL for a table and a number of rows is built once: building
 * it takes longer than running it.
 * @returns given a transaction, its {@link Tx.insert}.
 */
export function createInserter(): (db: Transaction<DatabaseSchema>) => Tx['insert'] {
  const texts = new Map<string, string>()
  return (db) =>
    async <T extends keyof DatabaseSchema>(table: T, ...rows: Insertable<DatabaseSchema[T]>[]) => {
      const [first] = rows
      if (!first) return
      const key = [table, rows.length, ...Object.keys(first)].join()
      const text = texts.get(key) ?? db.insertInto(table).values(rows).compile().sql
      texts.set(key, text)
      await db.executeQuery(
        CompiledQuery.raw(
          text,
          rows.flatMap((row) => Object.values(row)),
        ),
      )
    }
}
