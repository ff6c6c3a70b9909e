import { type RawBuilder, sql } from 'kysely'
import type { Expired, Expiring } from '../../application/ports.ts'
import type { DatabaseSchema, Tx } from '../schema.ts'
import { isInBatch } from './batch.ts'

/** The rows of a table that are due: those whose time is over, and the rest of the condition. */
interface Due {
  table: keyof DatabaseSchema
  column: string
  and?: RawBuilder<unknown>
  /** Columns to be wiped; otherwise the row is deleted. */
  wipes?: readonly string[]
}

const expires = (table: keyof DatabaseSchema): Due => ({ table, column: 'expiresAt' })

const DUE: Record<Expiring, Due> = {
  activaciones: expires('funcionarioActivaciones'),
  auditCounts: { table: 'auditCounts', column: 'hour', and: sql`and recorded = 1` },
  avisos: { table: 'avisos', column: 'finishedAt' },
  casos: { table: 'casos', column: 'createdAt' },
  celulares: {
    table: 'cuentas',
    column: 'celularConfirmedAt',
    wipes: ['celularConfirmedAt', 'celularKey', 'celularSlot'],
  },
  codigos: expires('codigos'),
  enlaces: expires('enlaces'),
  errorReferences: { table: 'errorReferences', column: 'createdAt' },
  eventos: { ...expires('eventos'), and: sql`and ${sql.ref('frozenAt')} is null` },
  contestedEventos: { table: 'eventos', column: 'frozenAt' },
  llamadas: { table: 'llamadas', column: 'openedAt' },
  mailboxesOfOrdenes: {
    table: 'ordenes',
    column: 'endedAt',
    and: sql`and (${sql.ref('encryptedEmail')} is not null or ${sql.ref('encryptedPayload')} is not null)`,
    wipes: ['encryptedEmail', 'encryptedPayload'],
  },
  openIdLogouts: expires('openidLogouts'),
  openIdParticipations: expires('openidParticipations'),
  openIdRecords: expires('openidRecords'),
  // One whose hour is set waits for it, however long ago its link expired.
  pendingChanges: { ...expires('pendingChanges'), and: sql`and ${sql.ref('effectiveAt')} is null` },
  peticiones: expires('peticiones'),
  provenBrowsers: expires('provenBrowsers'),
  provisorias: expires('provisorias'),
  raisedLimits: expires('raisedLimits'),
  rateLimits: { table: 'rateLimits', column: 'endsAt' },
  sessions: expires('sessions'),
  staffBrowsers: expires('funcionarioBrowsers'),
  staffSessions: expires('funcionarioSessions'),
  solicitudSecrets: {
    table: 'solicitudes',
    column: 'secretExpiresAt',
    wipes: ['encryptedSecret', 'secretExpiresAt'],
  },
  solicitudes: expires('solicitudes'),
  submissions: expires('submissions'),
}

export function expiredRepository(tx: Tx): Expired {
  return {
    async delete(what, until, limit) {
      const { table, column, and = sql``, wipes } = DUE[what]
      const from = sql.table(table)
      const change = wipes
        ? sql`update ${from} set ${sql.join(wipes.map((one) => sql`${sql.ref(one)} = null`))}`
        : sql`delete from ${from}`
      const isDue = sql`${sql.ref(column)} <= ${until.toISOString()} ${and}`
      const due = isInBatch(tx, table, isDue, limit)
      const { numAffectedRows } = await sql`${change} where ${due}`.execute(tx.db)
      return Number(numAffectedRows)
    },
  }
}
