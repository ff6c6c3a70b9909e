import { type Kysely, sql } from 'kysely'

/** Browsers where an account was proven, and the tries that are counted for each of them apart. */
export const columns = {
  proven_browsers: {
    browser: 'no',
    cuenta_id: 'no',
    rank: 'no',
    expires_at: 'no',
  },
  try_counters: {
    browser: 'no',
    tried_at: 'no',
  },
  provisorias: {
    browser: 'no',
    others_tries: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('proven_browsers')
    .addColumn('browser', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('rank', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('proven_browsers_pk', ['cuenta_id', 'browser'])
    .execute()
  await db.schema.createIndex('proven_browsers_browser').on('proven_browsers').column('browser').execute()
  await db.schema
    .createIndex('proven_browsers_expires_at')
    .on('proven_browsers')
    .column('expires_at')
    .execute()

  // SQLite cannot change a primary key: the table is made anew.
  await db.schema.alterTable('try_counters').renameTo('former_try_counters').execute()
  await db.schema.dropIndex('try_counters_touched_at').execute()
  await db.schema
    .createTable('try_counters')
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('browser', 'text', (column) => column.notNull())
    .addColumn('used', 'integer', (column) => column.notNull())
    .addColumn('lockouts', 'integer', (column) => column.notNull())
    .addColumn('locked_until', 'text')
    .addColumn('misses', 'integer', (column) => column.notNull())
    .addColumn('tried_at', 'text')
    .addColumn('touched_at', 'text')
    .addPrimaryKeyConstraint('try_counters_of_browsers_pk', ['subject', 'secret', 'browser'])
    .execute()
  // Nothing closes for all browsers until a recovery any more: whoever was closed so is closed for a day.
  const now = new Date()
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000).toISOString()
  await sql`insert into try_counters
    (secret, subject, browser, used, lockouts, locked_until, misses, tried_at, touched_at)
    select secret, subject, '', used, lockouts,
      case when locked_until > ${tomorrow} then ${tomorrow} else locked_until end,
      case when secret = 'respuesta' then 0 else misses end, ${now.toISOString()}, touched_at
    from former_try_counters`.execute(db)
  await db.schema.dropTable('former_try_counters').execute()
  await db.schema.createIndex('try_counters_touched_at').on('try_counters').column('touched_at').execute()

  await db.schema.alterTable('provisorias').addColumn('browser', 'text').execute()
  await db.schema
    .alterTable('provisorias')
    .addColumn('others_tries', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
