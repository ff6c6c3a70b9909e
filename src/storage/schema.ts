/** The tables as queries see them: camelCase here, snake_case in the database. */
import type { Generated, Insertable, RawBuilder, Transaction } from 'kysely'
import type {
  Activacion,
  AuditMark,
  Bounce,
  Caso,
  ClosedCuenta,
  Codigo,
  DailyCount,
  Enlace,
  ErrorReference,
  Evento,
  FormerIdentificador,
  HourCount,
  Importacion,
  OpenIdKey,
  OpenIdRecord,
  PendingChange,
  Peticion,
  Provisoria,
  QueuedAviso,
  QueuedLogout,
  RaisedLimit,
  Seal,
  Sealer,
  Solicitud,
  StaffPasskey,
  StoredAuditEntry,
  StoredAuditMark,
  StoredSession,
  Submission,
} from '../application/ports.ts'
import type { ProvenBrowser } from '../domain/account/browsers.ts'
import type { Cuenta } from '../domain/account/cuenta.ts'
import type { TryCounter, TryKey } from '../domain/account/tries.ts'
import type { Documento } from '../domain/documento/documento.ts'
import type { Lazo } from '../domain/organisations/lazo.ts'
import type { Organismo } from '../domain/organisations/organismo.ts'
import type { Sistema } from '../domain/sistemas/sistema.ts'
import type { Funcionario } from '../domain/staff/funcionario.ts'
import type { Llamada } from '../domain/staff/llamada.ts'
import type { Orden } from '../domain/staff/orden.ts'
import type { Row } from './row-mapper.ts'

/**
 * `mailboxKey`: the e-mail in comparable form; `emailKey`, the same if it is confirmed. `celularKey`: the mobile, if it
 * is confirmed. Slots: which of the three shared places the account takes with them.
 */
export type CuentaRow = Row<Cuenta> & {
  mailboxKey: string | null
  emailKey: string | null
  emailSlot: number | null
  celularKey: string | null
  celularSlot: number | null
}

/**
 * `importacionId`: the import that created or last completed it. `toWrap`: 1 while a hash of the old system
 * waits to be wrapped.
 */
export type CuentasTable = CuentaRow & {
  importacionId: Generated<string | null>
  toWrap: Generated<number | null>
}

export type AvisoRow = Row<QueuedAviso> & {
  estado: 'pendiente' | 'enviado' | 'abandonado'
  finishedAt: string | null
  leasedBy: string | null
  leasedUntil: string | null
  lastError: string | null
}

export interface DatabaseSchema {
  avisos: AvisoRow
  auditEntries: Row<StoredAuditEntry>
  bounces: Row<Bounce>
  busquedaCola: { cuentaId: string; version: number }
  busquedaCuentas: { number: number; cuentaId: string }
  busquedaTerminos: { term: string; chunk: number; numbers: string }
  busquedaHead: { id: number; nextNumber: number }
  auditCounts: Row<HourCount> & { recorded: number }
  auditHead: AuditMark & { id: number; keyId: string | null; hmac: string | null }
  dailyCounts: { day: string; event: DailyCount['event']; perfil: string; count: number }
  dailyCountsHead: { id: number; counted: number }
  pendingChanges: Row<PendingChange>
  organismoLoads: {
    id: number
    version: number
    loadedAt: string | null
    inProgress: number | null
    who: string | null
    leasedUntil: string | null
  }
  casos: Row<Caso>
  closedCuentas: Row<ClosedCuenta>
  codigos: Row<Codigo>
  tryCounters: Row<TryKey & TryCounter> & { touchedAt: string | null }
  documentos: Row<Documento> & { encryptedContent: string | null }
  cuentas: CuentasTable
  enlaces: Row<Enlace>
  errorReferences: Row<ErrorReference>
  submissions: Row<Submission>
  eventos: Row<Evento>
  funcionarios: Row<Funcionario> & { emailKey: string }
  funcionarioActivaciones: Row<Activacion>
  funcionarioPasskeys: Row<Omit<StaffPasskey, 'credentialId'> & { id: string }>
  funcionarioBrowsers: { funcionarioId: string; browser: string; expiresAt: string }
  funcionarioRecoveryCodes: { funcionarioId: string; fingerprint: string; usedAt: string | null }
  funcionarioSessions: {
    idFingerprint: string
    funcionarioId: string | null
    network: string | null
    data: string
    startedAt: string | null
    expiresAt: string
    ended: number
  }
  importaciones: Row<Importacion>
  lazos: Row<Lazo>
  llamadas: Row<Llamada>
  formerIdentificadores: FormerIdentificador & { cuentaId: string }
  openidConsents: { cuentaId: string; sistemaId: string; scopes: string; grantedAt: string }
  openidKeys: Row<OpenIdKey>
  openidLogouts: Row<QueuedLogout>
  openidParticipations: {
    sessionFingerprint: string
    sistemaId: string
    cuentaId: string
    sid: string
    expiresAt: string
  }
  openidRecords: Row<OpenIdRecord>
  raisedLimits: Row<RaisedLimit>
  rateLimits: { key: string; windowSeconds: number; count: number; endsAt: string }
  ordenes: Row<Orden>
  organismos: Row<Organismo> & { version: number }
  peticiones: Row<Peticion>
  provenBrowsers: Row<ProvenBrowser>
  provisorias: Row<Provisoria>
  secrets: { name: string; value: string }
  auditSeals: Row<Seal>
  sessions: Row<StoredSession>
  sistemas: Row<Sistema> & { nombreKey: string; logo: string | null }
  solicitudes: Row<Solicitud>
}

/** What a process knows of the audit's mark between its transactions. */
export interface MarkKeeper {
  /** Signs what is recorded; set once the product has its keys. */
  sealer: Sealer | undefined
  /** As this process last committed it. */
  known: StoredAuditMark | undefined
  /** The last entry that this process committed. */
  wrote: Pick<StoredAuditEntry, 'number' | 'hmac'> | undefined
}

/** What a repository gets: one transaction and what depends on the engine. */
export interface Tx {
  db: Transaction<DatabaseSchema>
  /** What remains to be done when the work has ended. */
  ends: {
    /** Run in order before the commit. */
    beforeCommit: (() => Promise<void>)[]
    /** Run in order once it is committed. */
    afterCommit: (() => void)[]
    /** Whether a message was left in the outbox, which its listeners learn after the commit. */
    queued: boolean
  }
  /** Inserts rows that all have the same columns. @throws Error when they have not. */
  insert<T extends keyof DatabaseSchema>(table: T, ...rows: Insertable<DatabaseSchema[T]>[]): Promise<void>
  /** What a row is found by fastest, as long as nobody changes it. */
  rowAddress: RawBuilder<unknown>
  /** Of the audit, for all transactions of the process. */
  marks: MarkKeeper
  /** False where a writing transaction has the whole database to itself. */
  hasRowLocks: boolean
}
