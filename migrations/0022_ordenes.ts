import { type Kysely, sql } from 'kysely'

/**
 * Orders that take two people, one open at a time for each account, and the accounts that ended: what they were is
 * encrypted as a whole, and wiped with its moment (`erase_at`) once it is over; the row of the account stays, emptied.
 * Columns are marked as in 0001.
 */
export const columns = {
  ordenes: {
    id: 'no',
    number: 'no',
    kind: 'no',
    cuenta_id: 'no',
    reason: 'no',
    encrypted_email: 'sensitive',
    cuenta_version: 'no',
    estado: 'no',
    asked_by: 'no',
    asked_at: 'no',
    expires_at: 'no',
    decided_by: 'no',
    decided_at: 'no',
    effective_at: 'no',
    ended_at: 'no',
  },
  closed_cuentas: {
    id: 'no',
    subject: 'no',
    encrypted_data: 'sensitive',
    closed_at: 'no',
    erase_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ordenes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('encrypted_email', 'text')
    .addColumn('cuenta_version', 'integer', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'text')
    .addColumn('effective_at', 'text')
    .addColumn('ended_at', 'text')
    .execute()
  await db.schema
    .createIndex('ordenes_one_open')
    .on('ordenes')
    .column('cuenta_id')
    .unique()
    .where(sql.ref('ended_at'), 'is', null)
    .execute()
  await db.schema.createIndex('ordenes_cuenta_id').on('ordenes').column('cuenta_id').execute()
  await db.schema
    .createTable('closed_cuentas')
    .addColumn('id', 'text', (column) => column.primaryKey().references('cuentas.id'))
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('encrypted_data', 'text')
    .addColumn('closed_at', 'text', (column) => column.notNull())
    .addColumn('erase_at', 'text')
    .execute()
  await db.schema.createIndex('closed_cuentas_subject').on('closed_cuentas').column('subject').execute()
  await db.schema.createIndex('closed_cuentas_erase_at').on('closed_cuentas').column('erase_at').execute()
}
