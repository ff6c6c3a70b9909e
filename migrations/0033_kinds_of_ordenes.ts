import type { Kysely } from 'kysely'

/**
 * Orders of more kinds: the document that was seen, the call in which it was asked for, and what it asks for besides a
 * mailbox (a mobile, an RUT, names), encrypted and bound to its row. Columns are marked as in 0001.
 */
export const columns = {
  ordenes: {
    documento_visto: 'no',
    llamada_id: 'no',
    encrypted_payload: 'sensitive',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of Object.keys(columns.ordenes)) {
    await db.schema.alterTable('ordenes').addColumn(name, 'text').execute()
  }
}
