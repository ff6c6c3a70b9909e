import type { Kysely } from 'kysely'

/**
 * Whose account a message is about, so that what its mail server answers is known of that account; and the mailboxes
 * of each account that mail does not reach. `mailbox` is a fingerprint of the address. Columns are marked as in 0001.
 */
export const columns = {
  avisos: {
    cuenta_id: 'no',
  },
  bounces: {
    cuenta_id: 'no',
    mailbox: 'no',
    reason: 'no',
    since: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('avisos').addColumn('cuenta_id', 'text').execute()
  await db.schema
    .createTable('bounces')
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('mailbox', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('bounces_key', ['cuenta_id', 'mailbox'])
    .execute()
}
