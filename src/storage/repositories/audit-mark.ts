import type { Transaction } from 'kysely'
import type { AuditMark, Sealer, StoredAuditMark } from '../../application/ports.ts'
import type { RawDatabase } from '../engine/engine-port.ts'
import type { MarkKeeper, Tx } from '../schema.ts'

/** @throws Error when there is none: nothing can be recorded yet. */
export function sealerOf({ sealer }: MarkKeeper): Sealer {
  if (!sealer) throw new Error('the audit has no key to sign with')
  return sealer
}

/**
 * Moves the mark forward and holds it until the commit: entries are numbered in the order of their commits. Where
 * nobody moved it since this process last did, that is one statement; otherwise it is read first, under its lock. One
 * that does not verify, or went back, is never signed again: verification goes on finding it. It went back too where
 * another process wrote over what this one had written.
 * @returns the mark as it is now.
 */
export async function moveMark(tx: Tx, added: { entries: number } | { seals: 1 }): Promise<AuditMark> {
  const { db, marks, ends } = tx
  const sealer = sealerOf(marks)
  const { known } = marks
  const keep = (mark: StoredAuditMark): AuditMark => {
    ends.afterCommit.push(() => {
      if (mark.last >= (marks.known?.last ?? 0)) marks.known = mark
    })
    return mark
  }
  const next = ({ last, since, seals }: AuditMark) => {
    const mark =
      'entries' in added ? { last: last + added.entries, since, seals } : { last, since, seals: seals + 1 }
    return { ...mark, ...sealer.signMark(mark) }
  }

  if (known) {
    const mark = next(known)
    const { numUpdatedRows } = await db
      .updateTable('auditHead')
      .set(mark)
      .where('hmac', '=', known.hmac)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0) return keep(mark)
  }
  const query = markQuery(tx)
  const stored = await (tx.hasRowLocks ? query.forUpdate() : query).executeTakeFirstOrThrow()
  const isTrusted =
    sealer.verifyMark(stored) === 'integra' && stored.last >= (known?.last ?? 0) && (await isOwnThere(tx))
  const signed = next(stored)
  const mark = isTrusted ? signed : { ...signed, keyId: stored.keyId, hmac: stored.hmac }
  await db.updateTable('auditHead').set(mark).execute()
  return isTrusted ? keep(signed) : mark
}

const markQuery = ({ db }: Tx) =>
  db.selectFrom('auditHead').select(['last', 'since', 'seals', 'keyId', 'hmac']).$castTo<StoredAuditMark>()

/** The mark as stored. */
export const readMark = (tx: Tx): Promise<StoredAuditMark> => markQuery(tx).executeTakeFirstOrThrow()

/** Remembers the last entry that this process committed. */
export function keepWritten(marks: MarkKeeper, entry: MarkKeeper['wrote']): void {
  if (entry && entry.number > (marks.wrote?.number ?? 0))
    marks.wrote = { number: entry.number, hmac: entry.hmac }
}

/** Whether the last entry that this process wrote is still as it wrote it. */
async function isOwnThere({ db, marks: { wrote } }: Tx): Promise<boolean> {
  if (!wrote) return true
  const { number, hmac } = wrote
  const query = db.selectFrom('auditEntries').select('number')
  return (await query.where('number', '=', number).where('hmac', '=', hmac).executeTakeFirst()) !== undefined
}

/**
 * Signs the mark of entries that are older than marks, in the transaction of the migration that makes it: from then on,
 * one without a signature was put there by who has only the database.
 */
export async function signFirstMark(db: Transaction<RawDatabase>, marks: MarkKeeper): Promise<void> {
  const mark = (await db
    .selectFrom('audit_head')
    .select(['last', 'since', 'seals'])
    .executeTakeFirstOrThrow()) as unknown as AuditMark
  if (mark.last === 0) return
  const { keyId, hmac } = sealerOf(marks).signMark(mark)
  await db.updateTable('audit_head').set({ key_id: keyId, hmac }).execute()
}
