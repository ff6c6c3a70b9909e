/** The database: repositories bound to a transaction, a read, or single statements. */
import type { Audit } from './audit.ts'
import type { AvisoOutbox, Bounces } from './avisos.ts'
import type { Casos, ErrorReferences } from './casos.ts'
import type {
  Cuentas,
  Eventos,
  PendingChanges,
  ProvenBrowsers,
  Provisorias,
  RateLimits,
  TryCounters,
} from './cuentas.ts'
import type { Documentos } from './documentos.ts'
import type { EncryptedColumns } from './encrypted-columns.ts'
import type { Expired } from './expired.ts'
import type { Lazos } from './facilitadores.ts'
import type { Importaciones } from './importaciones.ts'
import type { OpenIdConsents, OpenIdKeys, OpenIdRecords } from './openid.ts'
import type { ClosedCuentas, Ordenes } from './ordenes.ts'
import type { Organismos } from './organismos.ts'
import type { Peticiones } from './peticiones.ts'
import type { StoredRaisedLimits } from './raised-limits.ts'
import type { Sistemas } from './sistemas.ts'
import type { Codigos, Enlaces, Sessions, Solicitudes, Submissions } from './solicitudes.ts'
import type { Busqueda } from './staff/busqueda.ts'
import type { Activaciones, Funcionarios, RecoveryCodes, StaffBrowsers } from './staff/funcionarios.ts'
import type { Llamadas } from './staff/llamadas.ts'
import type { StaffPasskeys } from './staff/passkeys.ts'
import type { StaffSessions } from './staff/sessions.ts'
import type { Supervision } from './staff/supervision.ts'

export interface StoredSecrets {
  /** Returns a secret that is stored encrypted; stores `initial` when there is none. */
  ensure(name: string, initial: string): Promise<string>
}

export interface UnitOfWork {
  readonly activaciones: Activaciones
  readonly avisos: AvisoOutbox
  readonly audit: Audit
  readonly bounces: Bounces
  readonly busqueda: Busqueda
  readonly pendingChanges: PendingChanges
  readonly casos: Casos
  readonly closedCuentas: ClosedCuentas
  readonly encryptedColumns: EncryptedColumns
  readonly codigos: Codigos
  readonly tryCounters: TryCounters
  readonly cuentas: Cuentas
  readonly documentos: Documentos
  readonly enlaces: Enlaces
  readonly errorReferences: ErrorReferences
  readonly submissions: Submissions
  readonly eventos: Eventos
  readonly expired: Expired
  readonly funcionarios: Funcionarios
  readonly importaciones: Importaciones
  readonly lazos: Lazos
  readonly llamadas: Llamadas
  readonly raisedLimits: StoredRaisedLimits
  readonly rateLimits: RateLimits
  readonly openId: OpenIdRecords
  readonly openIdConsents: OpenIdConsents
  readonly openIdKeys: OpenIdKeys
  readonly ordenes: Ordenes
  readonly organismos: Organismos
  readonly passkeys: StaffPasskeys
  readonly peticiones: Peticiones
  readonly provenBrowsers: ProvenBrowsers
  readonly provisorias: Provisorias
  readonly recoveryCodes: RecoveryCodes
  readonly secrets: StoredSecrets
  readonly sessions: Sessions
  readonly sistemas: Sistemas
  readonly solicitudes: Solicitudes
  readonly staffBrowsers: StaffBrowsers
  readonly staffSessions: StaffSessions
  readonly supervision: Supervision
}

/** The methods that only read, by their names. */
type ReadMethods<R> = Pick<R, Extract<keyof R, `find${string}` | `read${string}`>>

/** What {@link Store.read} offers: each repository's methods named `find…` and `read…`. */
export type Queries = { readonly [R in keyof UnitOfWork]: ReadMethods<UnitOfWork[R]> }

/** What {@link Store.single} offers: every read, and the writes that stand alone. */
export type Single = Queries &
  Pick<UnitOfWork, 'errorReferences' | 'sessions' | 'staffSessions' | 'rateLimits' | 'submissions'> & {
    readonly tryCounters: Pick<TryCounters, 'create'>
    readonly openId: Pick<UnitOfWork['openId'], 'save' | 'delete'>
  }

/** Why the database is unavailable. `conflicto`: other nodes kept changing the same rows. */
export type StoreFailureReason =
  | 'no_existe'
  | 'ocupado'
  | 'lleno'
  | 'solo_lectura'
  | 'danado'
  | 'sin_conexion'
  | 'conflicto'

/** Thrown by {@link Store} when the database is unavailable; nothing was stored. Becomes a 503. */
export class StoreUnavailable extends Error {
  readonly reason: StoreFailureReason
  constructor(reason: StoreFailureReason, detail: string, cause?: unknown) {
    super(`the database cannot serve (${reason}): ${detail}`, { cause })
    this.name = 'StoreUnavailable'
    this.reason = reason
  }
}

export interface Store {
  /**
   * Runs `work` in one transaction, rolled back when it throws. After a conflict with another node it runs
   * again, so it must have no side effect outside `uow`.
   * @throws {StoreUnavailable} when the database is unavailable. Any other error comes from `work`.
   */
  transaction<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T>
  /**
   * Runs `work` in a read transaction: it sees one state of the database, waits for no writer nor disk, and
   * may see what another transaction committed but is not on disk yet. May run again, as in `transaction`.
   * @throws {StoreUnavailable} as `transaction`.
   */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /**
   * Each call is a single statement of its own, seen by others at once but not waited for on disk: losing the
   * last ones with the machine does no harm. Nor does doing one twice, when its connection broke meanwhile.
   * A later transaction that waits for the disk brings them there too.
   * @throws {StoreUnavailable} as `transaction`.
   */
  readonly single: Single
  /** Has `listener` called after each commit that left a message in the outbox. */
  onQueued(listener: () => void): void
  /**
   * Resolves when the database has caught up with what was written. Long work made of many transactions waits for
   * it between them, so that what it leaves behind never has to be done while requests wait.
   */
  idle(): Promise<void>
  /** Used by /readyz. @throws {StoreUnavailable} when the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}
