import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

/**
 * What stands for a caso in the addresses of the console: its number is what its person shows to follow it. And the way
 * in which staff look at the open ones, oldest first. Columns are marked as in 0001.
 */
export const columns = {
  casos: {
    id: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('casos').addColumn('id', 'text').execute()
  const { rows } = await sql<{ number: string }>`select number from casos`.execute(db)
  for (const { number } of rows)
    await sql`update casos set id = ${randomUUID()} where number = ${number}`.execute(db)
  await db.schema.createIndex('casos_id').on('casos').column('id').unique().execute()
  await db.schema
    .createIndex('casos_open')
    .on('casos')
    .columns(['created_at', 'id'])
    .where(sql.ref('closed_at'), 'is', null)
    .execute()
}
