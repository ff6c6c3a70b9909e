import { type Kysely, sql } from 'kysely'

/**
 * What tells who ends with an account: when it first had a CS, with which proof each factor was set, which
 * mailboxes are confirmed, and how its owner comes back from a freeze. Columns are marked as in 0001.
 */
export const columns = {
  cuentas: {
    first_clave_at: 'no',
    factores: 'no',
    email_representante_confirmed_at: 'no',
    way_back: 'no',
  },
  eventos: {
    rank: 'no',
    confirmed: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('cuentas').addColumn('first_clave_at', 'text').execute()
  await db.schema
    .alterTable('cuentas')
    .addColumn('factores', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute()
  await db.schema.alterTable('cuentas').addColumn('email_representante_confirmed_at', 'text').execute()
  await db.schema.alterTable('cuentas').addColumn('way_back', 'text').execute()
  await db.schema
    .alterTable('eventos')
    .addColumn('rank', 'text', (column) => column.notNull().defaultTo('clave'))
    .execute()
  await db.schema
    .alterTable('eventos')
    .addColumn('confirmed', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()

  // Once unfrozen by staff an account has no CS: that it had one, the audit tells.
  await sql`update cuentas set first_clave_at = created_at
    where clave_hash is not null or exists (select 1 from audit_entries
      where audit_entries.cuenta_id = cuentas.id
        and audit_entries.event in ('clave_cambiada', 'cuenta_descongelada'))`.execute(db)
  // Mailboxes of the old system count as confirmed.
  await sql`update cuentas set email_confirmed_at = created_at
    where importacion_id is not null and email is not null and email_confirmed_at is null`.execute(db)
  await sql`update cuentas set email_representante_confirmed_at = created_at
    where importacion_id is not null and email_representante is not null`.execute(db)
  await sql`update cuentas set way_back = case when email_confirmed_at is null then 'mesa' else 'correo' end
    where estado = 'congelada'`.execute(db)
  await sql`update eventos set rank = 'respuesta' where with_respuesta = 1`.execute(db)
  await sql`update eventos set confirmed = 1 where exists (select 1 from cuentas
    where cuentas.id = eventos.cuenta_id and cuentas.email_confirmed_at <= eventos.created_at)`.execute(db)
  await db.schema.alterTable('eventos').dropColumn('with_respuesta').execute()
}
