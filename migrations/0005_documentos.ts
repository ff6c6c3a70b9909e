import type { Kysely } from 'kysely'

export const columns = {
  documentos: {
    id: 'no',
    cuenta_id: 'no',
    encrypted_content: 'sensitive',
    format: 'no',
    received_bytes: 'no',
    bytes: 'no',
    estado: 'no',
    scan_result: 'no',
    scanned_at: 'no',
    created_at: 'no',
    decided_at: 'no',
    decided_by: 'no',
    reason: 'no',
    erased_at: 'no',
  },
} as const

/** What migrants send to show who they are. The encrypted text names its key; it is null once erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documentos')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('encrypted_content', 'text')
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('received_bytes', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('scan_result', 'text', (column) => column.notNull())
    .addColumn('scanned_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('reason', 'text')
    .addColumn('erased_at', 'text')
    .execute()
  await db.schema.createIndex('documentos_cuenta_id').on('documentos').column('cuenta_id').execute()
  await db.schema
    .createIndex('documentos_estado')
    .on('documentos')
    .columns(['estado', 'created_at'])
    .execute()
  await db.schema
    .createIndex('documentos_scan_result')
    .on('documentos')
    .columns(['scan_result', 'scanned_at'])
    .execute()
  await db.schema
    .createIndex('documentos_decided_at')
    .on('documentos')
    .columns(['erased_at', 'decided_at'])
    .execute()
}
