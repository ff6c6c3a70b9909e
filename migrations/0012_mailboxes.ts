import { type Kysely, sql } from 'kysely'

/**
 * Only confirmed mailboxes take one of the three places: `email_key`, which carries their constraint, is null while
 * the e-mail is not confirmed; `mailbox_key` is the e-mail in comparable form in any case. Columns are marked as in
 * 0001.
 */
export const columns = {
  cuentas: {
    mailbox_key: 'sensitive',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('cuentas').addColumn('mailbox_key', 'text').execute()
  await db.schema.createIndex('cuentas_mailbox_key').on('cuentas').column('mailbox_key').execute()
  await sql`update cuentas set mailbox_key = email_key where email_key is not null`.execute(db)
  await sql`update cuentas set email_key = null, email_slot = null where email_confirmed_at is null`.execute(
    db,
  )
}
