import type { Audit, NumberedAuditEntry, Seal } from '../../application/ports.ts'
import { PROVING_EVENTS, TRIED_PROOF_EVENTS } from '../../domain/account/proofs.ts'
import { GOOD_PROOF } from '../../domain/import/complete.ts'
import { PAGE_VIEWS } from '../../domain/notices/audit-events.ts'
import { conversion } from '../row-mapper.ts'
import type { Tx } from '../schema.ts'
import { countsOf } from './audit-counts.ts'
import { keepWritten, moveMark, readMark, sealerOf } from './audit-mark.ts'
import { entries, findEntries } from './audit-search.ts'
import { OWNER } from './owner.ts'

const seals = conversion<Seal>({ at: 'date' })

/**
 * The audit. Entries are inserted together at the end of the transaction (`flush`), under the lock
 * of the mark, held until the commit: numbers have no gaps and appear in order, so batches can be sealed as
 * they are read, and the lock is held only briefly. Each is signed with its number (docs/decisions/0054).
 */
export function auditRepository(tx: Tx): Audit {
  const { db, ends, insert, marks } = tx
  let pending: Omit<NumberedAuditEntry, 'number'>[] = []
  const counts = countsOf(tx)
  // In this order in every transaction, so that none waits for another that waits for it.
  ends.beforeCommit.push(flush, counts.flush)

  async function flush(): Promise<void> {
    const added = pending
    if (added.length === 0) return
    pending = []
    const { signEntry } = sealerOf(marks)
    const { last } = await moveMark(tx, { entries: added.length })
    const first = last - added.length + 1
    const rows = added.map((recorded, index) => {
      const entry = { ...recorded, number: first + index }
      return { ...entry, ...signEntry(entry) }
    })
    await insert('auditEntries', ...rows.map(entries.toRow))
    ends.afterCommit.push(() => keepWritten(marks, rows.at(-1)))
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
        .where('event', 'not in', [...PAGE_VIEWS])
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

    async findEntries(query, limit) {
      await flush()
      return findEntries(tx, query, limit)
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
      await moveMark(tx, { seals: 1 })
    },

    readMark: () => readMark(tx),

    count: counts.count,
    findCounts: counts.findCounts,
    takeCounts: counts.takeCounts,
  }
}
