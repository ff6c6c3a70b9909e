import { sql } from 'kysely'
import type { EncryptedColumn, EncryptedColumns } from '../../application/ports.ts'
import type { Tx } from '../schema.ts'

/** Prefix of the encrypted part of a hash from the old system. */
const LEGACY_HASH_PREFIX = 'antiguo$'
/** What identifies a row, where it is not its id. */
const KEY_OF: Readonly<Record<string, string>> = { casos: 'number', secrets: 'name' }
/** Prefix of every encrypted text. */
const VERSION = 'v1.'

function partsOf(column: EncryptedColumn) {
  const [table = '', name = ''] = column.split('.')
  return {
    table: sql.table(table),
    value: sql.ref(name),
    key: sql.ref(KEY_OF[table] ?? 'id'),
    before: table === 'cuentas' ? LEGACY_HASH_PREFIX : '',
  }
}

export function encryptedColumnsRepository({ db }: Tx): EncryptedColumns {
  return {
    async findNotUnder(column, prefix, after, limit) {
      const { table, value, key, before } = partsOf(column)
      const beginsWith = (text: string) =>
        sql`substr(${value}, 1, ${sql.lit(text.length)}) = ${sql.lit(text)}`
      const { rows } = await sql<{ id: string; encrypted: string }>`
        select ${key} as id, ${value} as encrypted from ${table}
        where ${key} > ${after}
          and ${beginsWith(before + VERSION)} and not ${beginsWith(before + prefix)}
        order by ${key} limit ${sql.lit(limit)}`.execute(db)
      return rows.map(({ id, encrypted }) => ({ id, encrypted: encrypted.slice(before.length) }))
    },

    async replace(column, { id, encrypted }, replacement) {
      const { table, value, key, before } = partsOf(column)
      const { numAffectedRows } = await sql`
        update ${table} set ${value} = ${before + replacement}
        where ${key} = ${id} and ${value} = ${before + encrypted}`.execute(db)
      return numAffectedRows === 1n
    },
  }
}
