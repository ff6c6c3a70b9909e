import { type Kysely, sql } from 'kysely'

/**
 * What people ask for: solicitudes in progress, their sessions and forms, and the links that lead back to them.
 * Columns are marked as in 0001: `sensitive`, or `no` for not sensitive.
 */
export const columns = {
  solicitudes: {
    id: 'no',
    operacion: 'no',
    perfil: 'no',
    cuenta_id: 'no',
    subject: 'no',
    encrypted_identificador: 'sensitive',
    proofs: 'no',
    estado: 'no',
    reason: 'no',
    encrypted_result: 'sensitive',
    encrypted_secret: 'sensitive',
    secret_expires_at: 'no',
    return_operacion: 'no',
    volver: 'no',
    created_at: 'no',
    expires_at: 'no',
  },
  codigos: {
    solicitud_id: 'no',
    fingerprint: 'sensitive',
    expires_at: 'no',
  },
  submissions: {
    id: 'no',
    fingerprint: 'sensitive',
    outcome: 'no',
    expires_at: 'no',
  },
  sessions: {
    id_fingerprint: 'sensitive',
    cuenta_id: 'no',
    data: 'sensitive',
    expires_at: 'no',
  },
  enlaces: {
    id: 'no',
    kind: 'no',
    fingerprint: 'sensitive',
    cuenta_id: 'no',
    target_id: 'no',
    expires_at: 'no',
    used_at: 'no',
  },
  eventos: {
    id: 'no',
    cuenta_id: 'no',
    kind: 'no',
    encrypted_before: 'sensitive',
    encrypted_mailbox: 'sensitive',
    created_at: 'no',
    expires_at: 'no',
    frozen_at: 'no',
  },
  casos: {
    number: 'no',
    reason: 'no',
    perfil: 'no',
    cuenta_id: 'no',
    subject: 'no',
    created_at: 'no',
    closed_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('solicitudes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('operacion', 'text', (column) => column.notNull())
    .addColumn('perfil', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.references('cuentas.id'))
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('encrypted_identificador', 'text', (column) => column.notNull())
    .addColumn('proofs', 'text', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('encrypted_result', 'text')
    .addColumn('encrypted_secret', 'text')
    .addColumn('secret_expires_at', 'text')
    .addColumn('return_operacion', 'text')
    .addColumn('volver', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute()
  // A change of clave or a freeze ends the open solicitudes of the cuenta.
  await db.schema.createIndex('solicitudes_cuenta_id').on('solicitudes').column('cuenta_id').execute()
  await db.schema
    .createIndex('solicitudes_secret_expires_at')
    .on('solicitudes')
    .column('secret_expires_at')
    .execute()
  await db.schema.createIndex('solicitudes_expires_at').on('solicitudes').column('expires_at').execute()

  await db.schema
    .createTable('codigos')
    .addColumn('solicitud_id', 'text', (column) =>
      column.primaryKey().references('solicitudes.id').onDelete('cascade'),
    )
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('codigos_expires_at').on('codigos').column('expires_at').execute()

  await db.schema
    .createTable('submissions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('submissions_expires_at').on('submissions').column('expires_at').execute()

  await db.schema
    .createTable('sessions')
    .addColumn('id_fingerprint', 'text', (column) => column.primaryKey())
    .addColumn('cuenta_id', 'text', (column) => column.references('cuentas.id'))
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('sessions_cuenta_id').on('sessions').column('cuenta_id').execute()
  await db.schema.createIndex('sessions_expires_at').on('sessions').column('expires_at').execute()

  await db.schema
    .createTable('enlaces')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull().unique())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('target_id', 'text')
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .execute()
  await db.schema.createIndex('enlaces_cuenta_id').on('enlaces').columns(['cuenta_id', 'kind']).execute()
  await db.schema.createIndex('enlaces_target_id').on('enlaces').column('target_id').execute()
  await db.schema.createIndex('enlaces_expires_at').on('enlaces').column('expires_at').execute()

  // What “No fui yo” undoes.
  await db.schema
    .createTable('eventos')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('encrypted_before', 'text')
    .addColumn('encrypted_mailbox', 'text', (column) => column.notNull())
    .addColumn('with_respuesta', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('frozen_at', 'text')
    .execute()
  await db.schema.createIndex('eventos_frozen_at').on('eventos').columns(['cuenta_id', 'frozen_at']).execute()
  await db.schema.createIndex('eventos_expires_at').on('eventos').column('expires_at').execute()

  await db.schema
    .createTable('email_changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().unique().references('cuentas.id'))
    .addColumn('new_email', 'text', (column) => column.notNull())
    .addColumn('with_codigo', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'text')
    .addColumn('effective_at', 'text')
    .execute()
  await db.schema.createIndex('email_changes_expires_at').on('email_changes').column('expires_at').execute()
  await db.schema
    .createIndex('email_changes_effective_at')
    .on('email_changes')
    .column('effective_at')
    .execute()

  await db.schema
    .createTable('casos')
    .addColumn('number', 'text', (column) => column.primaryKey())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('perfil', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.references('cuentas.id'))
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('closed_at', 'text')
    .execute()
  // One open case for each person and reason.
  await db.schema
    .createIndex('casos_open')
    .on('casos')
    .columns(['subject', 'reason'])
    .unique()
    .where(sql.ref('closed_at'), 'is', null)
    .execute()
  await db.schema.createIndex('casos_subject').on('casos').column('subject').execute()
}
