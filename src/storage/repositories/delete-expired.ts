import type { Tx } from '../schema.ts'

type ExpiringTable = 'codigos' | 'enlaces' | 'envios' | 'eventos' | 'provisorias' | 'sesiones' | 'solicitudes'

/** Removes the rows of a table whose time is over. @returns how many they were. */
export async function deleteExpired({ db }: Tx, table: ExpiringTable, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom(table as 'envios')
    .where('expiresAt', '<=', now.toISOString())
    .executeTakeFirst()
  return Number(numDeletedRows)
}
