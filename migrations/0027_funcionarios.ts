import type { Kysely } from 'kysely'

/**
 * Who works at the call centre, with what they sign in with: sessions and activation links of their own, apart from the
 * citizens'. `generation` goes up with whatever ends their sessions. Columns are marked as in 0001.
 */
export const columns = {
  funcionarios: {
    id: 'no',
    email: 'sensitive',
    email_key: 'sensitive',
    nombre: 'sensitive',
    rol: 'no',
    estado: 'no',
    contrasena_hash: 'sensitive',
    encrypted_totp: 'sensitive',
    totp_period: 'no',
    own_subject: 'sensitive',
    atajos: 'no',
    generation: 'no',
    restart_asked_by: 'no',
    restart_asked_at: 'no',
    created_at: 'no',
    created_by: 'no',
    suspended_at: 'no',
  },
  funcionario_sessions: {
    id_fingerprint: 'sensitive',
    funcionario_id: 'no',
    network: 'sensitive',
    data: 'sensitive',
    started_at: 'no',
    expires_at: 'no',
    ended: 'no',
  },
  funcionario_activaciones: {
    id: 'no',
    funcionario_id: 'no',
    fingerprint: 'sensitive',
    expires_at: 'no',
    used_at: 'no',
  },
  funcionario_recovery_codes: {
    funcionario_id: 'no',
    fingerprint: 'sensitive',
    used_at: 'no',
  },
  funcionario_passkeys: {
    id: 'sensitive',
    funcionario_id: 'no',
    public_key: 'sensitive',
    counter: 'no',
    transports: 'no',
    name: 'sensitive',
    created_at: 'no',
    used_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('funcionarios')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull().unique())
    .addColumn('nombre', 'text', (column) => column.notNull())
    .addColumn('rol', 'text', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('contrasena_hash', 'text')
    .addColumn('encrypted_totp', 'text')
    .addColumn('totp_period', 'integer')
    .addColumn('own_subject', 'text')
    .addColumn('atajos', 'integer', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('restart_asked_by', 'text')
    .addColumn('restart_asked_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('suspended_at', 'text')
    .execute()
  await db.schema
    .createTable('funcionario_sessions')
    .addColumn('id_fingerprint', 'text', (column) => column.primaryKey())
    .addColumn('funcionario_id', 'text', (column) => column.references('funcionarios.id'))
    .addColumn('network', 'text')
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text')
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('ended', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('funcionario_activaciones')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('funcionario_id', 'text', (column) => column.notNull().references('funcionarios.id'))
    .addColumn('fingerprint', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .execute()
  await db.schema
    .createTable('funcionario_recovery_codes')
    .addColumn('funcionario_id', 'text', (column) => column.notNull().references('funcionarios.id'))
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addPrimaryKeyConstraint('funcionario_recovery_codes_key', ['funcionario_id', 'fingerprint'])
    .execute()
  await db.schema
    .createTable('funcionario_passkeys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('funcionario_id', 'text', (column) => column.notNull().references('funcionarios.id'))
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'integer', (column) => column.notNull())
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .execute()
  for (const table of ['funcionario_sessions', 'funcionario_activaciones']) {
    await db.schema.createIndex(`${table}_expires_at`).on(table).column('expires_at').execute()
    await db.schema.createIndex(`${table}_funcionario_id`).on(table).column('funcionario_id').execute()
  }
  await db.schema
    .createIndex('funcionario_passkeys_funcionario_id')
    .on('funcionario_passkeys')
    .column('funcionario_id')
    .execute()
}
