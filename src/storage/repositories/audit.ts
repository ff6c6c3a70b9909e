import type { Audit, Seal, StoredAuditEntry } from '../../application/ports.ts'
import { PROVING_EVENTS, TRIED_PROOF_EVENTS } from '../../domain/account/proofs.ts'
import { GOOD_PROOF } from '../../domain/import/complete.ts'
import { conversion, type Row } from '../row-mapper.ts'
import type { Tx } from '../schema.ts'
import { OWNER } from './owner.ts'

const entries = conversion<StoredAuditEntry>({ detail: 'json', at: 'date' })
const seals = conversion<Seal>({ at: 'date' })

/**
 * The audit. Entries are inserted together at the end of the transaction (`flush`), under a lock on
 * `audit_head` held until the commit: numbers have no gaps and appear in order, so batches can be sealed as
 * they are read, and the lock is held only briefly.
 */
export function auditRepository({ db, ends, insert }: Tx): Audit {
  let pending: Omit<StoredAuditEntry, 'number'>[] = []
  ends.beforeCommit.push(flush)

  async function flush(): Promise<void> {
    const added = pending
    if (added.length === 0) return
    pending = []
    const { last } = await db
      .updateTable('auditHead')
      .set((eb) => ({ last: eb('last', '+', added.length) }))
      .returning('last')
      .executeTakeFirstOrThrow()
    const first = last - added.length + 1
    const rows: Row<StoredAuditEntry>[] = added.map((entry, index) =>
      entries.toRow({ ...entry, number: first + index }),
    )
    await insert('auditEntries', ...rows)
  }

  return {
    async record(entry, at) {
      pending.push({ ...entry, at })
    },

    async findAfter(number, limit) {
      await flush()
      const rows = await db
        .selectFrom('auditEntries')
        .selectAll()
        .where('number', '>', number)
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows.map(entries.fromRow)
    },

    async findByCuenta(cuentaId, limit) {
      await flush()
      const rows = await db
        .selectFrom('auditEntries')
        .selectAll()
        .where(OWNER, '=', cuentaId)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute()
      return rows.map(entries.fromRow)
    },

    async readWasProven(cuentaId) {
      await flush()
      const row = await db
        .selectFrom('auditEntries')
        .select('number')
        .where(OWNER, '=', cuentaId)
        .where(({ and, or, eb }) =>
          or([
            eb('event', 'in', [...PROVING_EVENTS]),
            and([eb('event', 'in', [...TRIED_PROOF_EVENTS]), eb('result', 'in', [...GOOD_PROOF])]),
          ]),
        )
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },

    async findLastSeal() {
      const row = await db
        .selectFrom('auditSeals')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && seals.fromRow(row)
    },

    async findSealsAfter(number, limit) {
      const rows = await db
        .selectFrom('auditSeals')
        .selectAll()
        .where('number', '>', number)
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows.map(seals.fromRow)
    },

    async seal(seal) {
      await insert('auditSeals', seals.toRow(seal))
    },
  }
}
