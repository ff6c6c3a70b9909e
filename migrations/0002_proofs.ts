import type { Kysely } from 'kysely'

/** Tries, limits, temporary keys, and what the server keeps to itself to judge and to pretend. */
export const columns = {
  try_counters: {
    secret: 'no',
    subject: 'no',
    used: 'no',
    lockouts: 'no',
    locked_until: 'no',
    misses: 'no',
    touched_at: 'no',
  },
  rate_limits: {
    key: 'no',
    window_seconds: 'no',
    count: 'no',
    ends_at: 'no',
  },
  provisorias: {
    cuenta_id: 'no',
    fingerprint: 'sensitive',
    expires_at: 'no',
    tries: 'no',
  },
  secrets: {
    name: 'no',
    value: 'sensitive',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('try_counters')
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('used', 'integer', (column) => column.notNull())
    .addColumn('lockouts', 'integer', (column) => column.notNull())
    .addColumn('locked_until', 'text')
    .addColumn('misses', 'integer', (column) => column.notNull())
    .addColumn('touched_at', 'text')
    .addPrimaryKeyConstraint('try_counters_pk', ['secret', 'subject'])
    .execute()
  await db.schema.createIndex('try_counters_touched_at').on('try_counters').column('touched_at').execute()

  await db.schema
    .createTable('rate_limits')
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('window_seconds', 'integer', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('ends_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rate_limits_pk', ['key', 'window_seconds'])
    .execute()
  await db.schema.createIndex('rate_limits_ends_at').on('rate_limits').column('ends_at').execute()

  await db.schema
    .createTable('provisorias')
    .addColumn('cuenta_id', 'text', (column) => column.primaryKey().references('cuentas.id'))
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('provisorias_expires_at').on('provisorias').column('expires_at').execute()

  await db.schema
    .createTable('secrets')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
}
