import type { Tx } from '../schema.ts'

type ExpiringTable =
  | 'codigos'
  | 'enlaces'
  | 'eventos'
  | 'provisorias'
  | 'sessions'
  | 'solicitudes'
  | 'submissions'

/**
 * Deletes the expired rows of a table.
 * @returns how many there were.
 */
export async function deleteExpired({ db }: Tx, table: ExpiringTable, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom(table as 'submissions')
    .where('expiresAt', '<=', now.toISOString())
    .executeTakeFirst()
  return Number(numDeletedRows)
}
