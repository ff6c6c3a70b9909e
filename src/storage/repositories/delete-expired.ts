import type { Tx } from '../schema.ts'

type ExpiringTable = 'codigos' | 'enlaces' | 'eventos' | 'provisorias' | 'sessions' | 'solicitudes' | 'submissions'

/** Removes the rows of a table whose time is over. @returns how many they were. */
export async function deleteExpired({ db }: Tx, table: ExpiringTable, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom(table as 'submissions')
    .where('expiresAt', '<=', now.toISOString())
    .executeTakeFirst()
  return Number(numDeletedRows)
}
