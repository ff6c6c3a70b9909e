import type { Submission, Submissions } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Submission>({ outcome: 'json', expiresAt: 'date' })

export function submissionsRepository(tx: Tx): Submissions {
  const { db } = tx

  async function findById(id: string): Promise<Submission | undefined> {
    const row = await db.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirst()
    return row && fromRow(row)
  }

  return {
    findById,

    /** Waits for any concurrent claim of the same submission, then sees its row. */
    async claim(submission) {
      const fresh = await db
        .insertInto('submissions')
        .values(toRow(submission))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      return fresh ? undefined : findById(submission.id)
    },

    async finish(id, outcome) {
      await db
        .updateTable('submissions')
        .set({ outcome: JSON.stringify(outcome) })
        .where('id', '=', id)
        .execute()
    },

    async release(id) {
      await db.deleteFrom('submissions').where('id', '=', id).execute()
    },
  }
}
