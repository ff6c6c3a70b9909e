import type { AddResult, Importacion, Importaciones } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'
import { writeCompleted } from './completable.ts'
import { EXISTING, type PreparedCuenta, prepareCuentas } from './prepare-cuentas.ts'
import { toWrapRepository } from './to-wrap.ts'

const { toRow, fromRow } = conversion<Importacion>({
  counts: 'json',
  lastFindings: 'json',
  startedAt: 'date',
  finishedAt: 'date',
})

/** Rows per insert; the statement is prepared once per transaction. */
const ROWS_PER_STATEMENT = 50

export function importacionesRepository(tx: Tx): Importaciones {
  const { db, hasRowLocks, insert } = tx
  async function insertAll(rows: readonly NonNullable<PreparedCuenta['newCuenta']>[]): Promise<void> {
    for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
      const some = rows.slice(i, i + ROWS_PER_STATEMENT)
      await insert('cuentas', ...some)
      await insert('busquedaCola', ...some.map(({ id, version }) => ({ cuentaId: id, version })))
    }
  }

  return {
    async findByFileHash(fileHash) {
      const row = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('fileHash', '=', fileHash)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async findByFileHashPrefix(prefix) {
      const rows = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('fileHash', 'like', `${prefix}%`)
        .limit(2)
        .execute()
      return rows.map(fromRow)
    },

    async create(importacion) {
      await insert('importaciones', toRow(importacion))
    },

    async take(id) {
      const all = db.selectFrom('importaciones').select('id').orderBy('id')
      await (hasRowLocks ? all.forUpdate() : all).execute()
      const row = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return fromRow(row)
    },

    async save(importacion) {
      await db.updateTable('importaciones').set(toRow(importacion)).where('id', '=', importacion.id).execute()
    },

    async add(cuentas, importacionId, corrects = null) {
      const prepared = await prepareCuentas(tx, cuentas, importacionId, corrects)
      await insertAll(prepared.flatMap(({ newCuenta }) => newCuenta ?? []))
      const addResults: AddResult[] = []
      for (const { addResult, completed } of prepared) {
        const done = !completed || (await writeCompleted(tx, completed.cuenta, completed.changes))
        addResults.push(done ? addResult : EXISTING.addResult)
      }
      return addResults
    },

    readRehearsal: async (cuentas, seen, corrects = null) =>
      (await prepareCuentas(tx, cuentas, '', corrects, seen)).map(({ addResult }) => addResult),

    async findByCuenta(cuentaId) {
      const row = await db
        .selectFrom('cuentas')
        .innerJoin('importaciones', 'importaciones.id', 'cuentas.importacionId')
        .select('importaciones.startedAt')
        .where('cuentas.id', '=', cuentaId)
        .executeTakeFirst()
      return row && new Date(row.startedAt)
    },

    ...toWrapRepository(tx),
  }
}
