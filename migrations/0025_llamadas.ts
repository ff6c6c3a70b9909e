import { type Kysely, sql } from 'kysely'

/**
 * Calls of the console, one open at a time for each account, with what their callers showed and what was done. Columns
 * are marked as in 0001.
 */
export const columns = {
  llamadas: {
    id: 'no',
    funcionario_id: 'no',
    cuenta_id: 'no',
    reason: 'no',
    encrypted_call_number: 'sensitive',
    caso_number: 'no',
    opened_at: 'no',
    lease_until: 'no',
    checked_at: 'no',
    codigo_fingerprint: 'sensitive',
    codigo_accion: 'no',
    codigo_channel: 'no',
    codigo_expires_at: 'no',
    codigo_tries: 'no',
    codigos_sent: 'no',
    read_back: 'no',
    done: 'no',
    ended_at: 'no',
    ending: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('llamadas')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('funcionario_id', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('encrypted_call_number', 'text')
    .addColumn('caso_number', 'text')
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'text', (column) => column.notNull())
    .addColumn('checked_at', 'text')
    .addColumn('codigo_fingerprint', 'text')
    .addColumn('codigo_accion', 'text')
    .addColumn('codigo_channel', 'text')
    .addColumn('codigo_expires_at', 'text')
    .addColumn('codigo_tries', 'integer', (column) => column.notNull())
    .addColumn('codigos_sent', 'integer', (column) => column.notNull())
    .addColumn('read_back', 'text', (column) => column.notNull())
    .addColumn('done', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('ending', 'text')
    .execute()
  await db.schema
    .createIndex('llamadas_one_open')
    .on('llamadas')
    .column('cuenta_id')
    .unique()
    .where(sql.ref('ended_at'), 'is', null)
    .execute()
  await db.schema
    .createIndex('llamadas_cuenta_id')
    .on('llamadas')
    .columns(['cuenta_id', 'opened_at'])
    .execute()
  await db.schema
    .createIndex('llamadas_funcionario_id')
    .on('llamadas')
    .columns(['funcionario_id', 'opened_at'])
    .execute()
  await db.schema.createIndex('llamadas_opened_at').on('llamadas').column('opened_at').execute()
}
