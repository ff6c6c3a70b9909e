import type { Kysely } from 'kysely'

/**
 * What the OpenID provider keeps: sessions, interactions, grants, codes and tokens in one table, found by the
 * fingerprint of what a browser or system holds; who allowed which system to see what; in which systems a session
 * took part, and the sign-outs that those are still to be told; and the keys that sign. Columns are marked as in 0001.
 */
export const columns = {
  openid_records: {
    id: 'sensitive',
    kind: 'no',
    encrypted_payload: 'sensitive',
    grant_fingerprint: 'sensitive',
    uid_fingerprint: 'sensitive',
    cuenta_id: 'no',
    consumed_at: 'no',
    expires_at: 'no',
  },
  openid_consents: {
    cuenta_id: 'no',
    sistema_id: 'no',
    scopes: 'no',
    granted_at: 'no',
  },
  openid_participations: {
    session_fingerprint: 'sensitive',
    sistema_id: 'no',
    cuenta_id: 'no',
    sid: 'no',
    expires_at: 'no',
  },
  openid_logouts: {
    id: 'no',
    sistema_id: 'no',
    cuenta_id: 'no',
    sid: 'no',
    tries: 'no',
    available_at: 'no',
    expires_at: 'no',
  },
  openid_keys: {
    id: 'no',
    encrypted_jwk: 'sensitive',
    estado: 'no',
    published_at: 'no',
    signing_since: 'no',
    retired_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('openid_records')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('encrypted_payload', 'text', (column) => column.notNull())
    .addColumn('grant_fingerprint', 'text')
    .addColumn('uid_fingerprint', 'text')
    .addColumn('cuenta_id', 'text')
    .addColumn('consumed_at', 'text')
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute()
  for (const column of ['grant_fingerprint', 'uid_fingerprint', 'cuenta_id', 'expires_at'])
    await db.schema.createIndex(`openid_records_${column}`).on('openid_records').column(column).execute()

  await db.schema
    .createTable('openid_consents')
    .addColumn('cuenta_id', 'text', (column) => column.notNull())
    .addColumn('sistema_id', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('granted_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('openid_consents_key', ['cuenta_id', 'sistema_id'])
    .execute()

  await db.schema
    .createTable('openid_participations')
    .addColumn('session_fingerprint', 'text', (column) => column.notNull())
    .addColumn('sistema_id', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.notNull())
    .addColumn('sid', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('openid_participations_key', ['session_fingerprint', 'sistema_id'])
    .execute()
  for (const column of ['cuenta_id', 'expires_at'])
    await db.schema
      .createIndex(`openid_participations_${column}`)
      .on('openid_participations')
      .column(column)
      .execute()

  await db.schema
    .createTable('openid_logouts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('sistema_id', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.notNull())
    .addColumn('sid', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('available_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute()
  for (const column of ['available_at', 'expires_at'])
    await db.schema.createIndex(`openid_logouts_${column}`).on('openid_logouts').column(column).execute()

  await db.schema
    .createTable('openid_keys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('encrypted_jwk', 'text', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('published_at', 'text', (column) => column.notNull())
    .addColumn('signing_since', 'text')
    .addColumn('retired_at', 'text')
    .execute()
}
