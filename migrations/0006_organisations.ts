import type { Kysely } from 'kysely'

export const columns = {
  organismos: {
    version: 'no',
    rut: 'sensitive',
    razon_social: 'sensitive',
    tipo: 'no',
    vigente: 'no',
    rut_representante: 'sensitive',
  },
  organismo_loads: {
    id: 'no',
    version: 'no',
    loaded_at: 'no',
    in_progress: 'no',
    who: 'no',
    leased_until: 'no',
  },
  lazos: {
    id: 'no',
    otec_id: 'no',
    facilitador_id: 'no',
    estado: 'no',
    opens_cuenta: 'no',
    encrypted_pedido: 'sensitive',
    requested_at: 'no',
    accepted_at: 'no',
    finished_at: 'no',
  },
} as const

export async function up(db: Kysely<{ organismo_loads: { id: number; version: number } }>): Promise<void> {
  // The register of organisations. Each load is a version; only the one in force is read.
  await db.schema
    .createTable('organismos')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('rut', 'text', (column) => column.notNull())
    .addColumn('razon_social', 'text', (column) => column.notNull())
    .addColumn('tipo', 'text', (column) => column.notNull())
    .addColumn('vigente', 'integer', (column) => column.notNull())
    .addColumn('rut_representante', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('organismos_rut', ['version', 'rut'])
    .execute()

  // One row: the version in force, and the load that runs, if any.
  await db.schema
    .createTable('organismo_loads')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('loaded_at', 'text')
    .addColumn('in_progress', 'integer')
    .addColumn('who', 'text')
    .addColumn('leased_until', 'text')
    .execute()
  await db.insertInto('organismo_loads').values({ id: 1, version: 0 }).execute()

  // What ties foreign facilitators to the OTECs that asked for them.
  await db.schema
    .createTable('lazos')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('otec_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('facilitador_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('opens_cuenta', 'integer', (column) => column.notNull())
    .addColumn('encrypted_pedido', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('accepted_at', 'text')
    .addColumn('finished_at', 'text')
    .addUniqueConstraint('lazos_pair', ['otec_id', 'facilitador_id'])
    .execute()
  await db.schema.createIndex('lazos_facilitador_id').on('lazos').column('facilitador_id').execute()
}
