import { sql } from 'kysely'

/**
 * What rows about an identificador are indexed by: its cuenta, or where there is none its subject, so that both are
 * written in the same time (product.md “Alike before proof”).
 */
export const OWNER = sql<string | null>`coalesce(${sql.ref('cuentaId')}, ${sql.ref('subject')})`
