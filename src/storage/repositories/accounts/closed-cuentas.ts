import type { ClosedCuenta, ClosedCuentas } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<ClosedCuenta>({ closedAt: 'date', eraseAt: 'date' })

export function closedCuentasRepository({ db, insert }: Tx): ClosedCuentas {
  return {
    async create(closed) {
      await insert('closedCuentas', toRow(closed))
    },

    async findBySubject(subject) {
      const rows = await db
        .selectFrom('closedCuentas')
        .selectAll()
        .where((eb) => eb.or([eb('subject', '=', subject), eb('formerSubject', '=', subject)]))
        .orderBy('closedAt', 'desc')
        .execute()
      return rows.map(fromRow)
    },

    async findSubjectsAmong(subjects) {
      if (subjects.length === 0) return []
      const rows = await db
        .selectFrom('closedCuentas')
        .select(['subject', 'formerSubject'])
        .where((eb) => eb.or([eb('subject', 'in', subjects), eb('formerSubject', 'in', subjects)]))
        .execute()
      const had = new Set(rows.flatMap(({ subject, formerSubject }) => [subject, formerSubject]))
      return subjects.filter((one) => had.has(one))
    },

    async findDue(now, limit) {
      const rows = await db
        .selectFrom('closedCuentas')
        .selectAll()
        .where('eraseAt', '<=', now.toISOString())
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async erase(id) {
      const { numUpdatedRows } = await db
        .updateTable('closedCuentas')
        .set({ encryptedData: null, eraseAt: null })
        .where('id', '=', id)
        .where('eraseAt', 'is not', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await db.deleteFrom('documentos').where('cuentaId', '=', id).execute()
      await db
        .deleteFrom('lazos')
        .where((eb) => eb.or([eb('otecId', '=', id), eb('facilitadorId', '=', id)]))
        .execute()
      return true
    },
  }
}
