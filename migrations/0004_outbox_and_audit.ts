import { type Kysely, sql } from 'kysely'

export const columns = {
  avisos: {
    id: 'no',
    kind: 'no',
    channel: 'no',
    encrypted_destination: 'sensitive',
    encrypted_content: 'sensitive',
    created_at: 'no',
    available_at: 'no',
    tries: 'no',
    estado: 'no',
    finished_at: 'no',
    leased_by: 'no',
    leased_until: 'no',
    last_error: 'no',
  },
  audit_entries: {
    number: 'no',
    event: 'no',
    actor: 'no',
    cuenta_id: 'no',
    subject: 'no',
    request_id: 'no',
    result: 'no',
    detail: 'no',
    at: 'no',
  },
  audit_head: {
    id: 'no',
    last: 'no',
  },
  audit_seals: {
    number: 'no',
    from: 'no',
    until: 'no',
    key_id: 'no',
    seal: 'no',
    at: 'no',
  },
} as const

export async function up(db: Kysely<{ audit_head: { id: number; last: number } }>): Promise<void> {
  await db.schema
    .createTable('avisos')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('encrypted_destination', 'text', (column) => column.notNull())
    .addColumn('encrypted_content', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('available_at', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .addColumn('leased_by', 'text')
    .addColumn('leased_until', 'text')
    .addColumn('last_error', 'text')
    .execute()
  await db.schema.createIndex('avisos_pending').on('avisos').columns(['estado', 'available_at']).execute()
  await db.schema.createIndex('avisos_finished_at').on('avisos').column('finished_at').execute()
  await db.schema.createIndex('avisos_leased_by').on('avisos').column('leased_by').execute()

  await db.schema
    .createTable('audit_entries')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text')
    .addColumn('subject', 'text')
    .addColumn('request_id', 'text')
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('detail', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('audit_entries_cuenta_id')
    .on('audit_entries')
    .columns(['cuenta_id', 'number'])
    .execute()

  // One row, locked by whoever writes: numbers are given in the order in which transactions commit.
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('last', 'bigint', (column) => column.notNull())
    .addCheckConstraint('audit_head_single', sql`id = 1`)
    .execute()
  await db.insertInto('audit_head').values({ id: 1, last: 0 }).execute()

  await db.schema
    .createTable('audit_seals')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('from', 'bigint', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('seal', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
}
