import type { OpenIdRecords, QueuedLogout } from '../../../application/ports.ts'
import { addHours } from '../../../domain/values/durations.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { fromRow } = conversion<QueuedLogout>({ availableAt: 'date', expiresAt: 'date' })

/** How long a system may be out of reach. */
const GIVE_UP_HOURS = 24

type Logouts = Pick<
  OpenIdRecords,
  'findDueSistemas' | 'takeLogouts' | 'deleteLogout' | 'postponeLogout' | 'postponeDue' | 'readWaitingLogouts'
>

/** The queue of sign-outs that systems are to be told. */
export function logoutsOf({ db, hasRowLocks }: Tx): Logouts {
  const postpone = (until: Date) =>
    db
      .updateTable('openidLogouts')
      .set((eb) => ({ availableAt: until.toISOString(), tries: eb('tries', '+', 1) }))
  return {
    async findDueSistemas(now, limit) {
      const rows = await db
        .selectFrom('openidLogouts')
        .select('sistemaId')
        .where('availableAt', '<=', now.toISOString())
        .where('expiresAt', '>', now.toISOString())
        .groupBy('sistemaId')
        .orderBy(({ fn }) => fn.min('availableAt'))
        .limit(limit)
        .execute()
      return rows.map(({ sistemaId }) => sistemaId)
    },

    async takeLogouts(sistemaId, now, until, limit) {
      const rows = await db
        .updateTable('openidLogouts')
        .set({ availableAt: until.toISOString() })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('openidLogouts')
            .select('id')
            .where('sistemaId', '=', sistemaId)
            .where('availableAt', '<=', now.toISOString())
            .where('expiresAt', '>', now.toISOString())
            .orderBy('availableAt')
            .limit(limit)
            .$if(hasRowLocks, (query) => query.forUpdate().skipLocked()),
        )
        .returningAll()
        .execute()
      return rows.map(fromRow)
    },

    async deleteLogout(id) {
      await db.deleteFrom('openidLogouts').where('id', '=', id).execute()
    },

    async postponeLogout(id, availableAt) {
      await postpone(availableAt).where('id', '=', id).execute()
    },

    async postponeDue(sistemaId, now, availableAt) {
      await postpone(availableAt)
        .where('sistemaId', '=', sistemaId)
        .where('availableAt', '<=', now.toISOString())
        .execute()
    },

    async readWaitingLogouts() {
      const { waiting, firstEnd } = await db
        .selectFrom('openidLogouts')
        .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('expiresAt').as('firstEnd')])
        .executeTakeFirstOrThrow()
      return {
        waiting: Number(waiting),
        oldestAt: firstEnd ? addHours(new Date(firstEnd), -GIVE_UP_HOURS) : null,
      }
    },
  }
}

/** Deletes participations, and queues the sign-out of each, which the worker learns after the commit. */
export async function queueLogouts(
  { db, ends }: Tx,
  column: 'cuentaId' | 'sessionFingerprint' | 'sid',
  value: string,
  at: Date,
): Promise<void> {
  const ended = await db
    .deleteFrom('openidParticipations')
    .where(column, '=', value)
    .returning(['sistemaId', 'cuentaId', 'sid'])
    .execute()
  if (ended.length === 0) return
  const expiresAt = addHours(at, GIVE_UP_HOURS).toISOString()
  const due = { tries: 0, availableAt: at.toISOString(), expiresAt }
  await db
    .insertInto('openidLogouts')
    .values(ended.map((one) => ({ ...one, ...due, id: one.sid })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  ends.queued = true
}
