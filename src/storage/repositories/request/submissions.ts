import type { Submission, Submissions } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Submission>({ outcome: 'json', expiresAt: 'date' })

export function submissionsRepository(tx: Tx): Submissions {
  const { db } = tx
  return {
    /** Waits for any concurrent claim of the same form, then sees its row. */
    async claim(submission, now) {
      const { id, ...row } = toRow(submission)
      const claimed = await db
        .insertInto('submissions')
        .values({ id, ...row })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(row).where('submissions.expiresAt', '<=', now.toISOString()),
        )
        .returning('id')
        .executeTakeFirst()
      return claimed !== undefined
    },

    async findById(id) {
      const row = await db.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async finish(id, outcome, expiresAt) {
      await db
        .updateTable('submissions')
        .set({ outcome: JSON.stringify(outcome), expiresAt: expiresAt.toISOString() })
        .where('id', '=', id)
        .where('outcome', 'is', null)
        .execute()
    },

    async release(id) {
      await db.deleteFrom('submissions').where('id', '=', id).where('outcome', 'is', null).execute()
    },
  }
}
