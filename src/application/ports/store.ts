/** The database: repositories bound to one transaction, and nothing else. */
import type { Audit, AvisoOutbox } from './audit.ts'
import type { Cuentas, EmailChanges, Eventos, Provisorias, RateLimits, TryCounters } from './cuentas.ts'
import type { Documentos } from './documentos.ts'
import type { EncryptedColumns } from './encrypted-columns.ts'
import type { Lazos } from './facilitadores.ts'
import type { Importaciones } from './importaciones.ts'
import type { Organismos } from './organismos.ts'
import type { Casos, Codigos, Enlaces, Sessions, Solicitudes, Submissions } from './solicitudes.ts'

export interface StoredSecrets {
  /** Reads a secret that the database keeps encrypted; writes `initial` first when there is none. */
  readOrCreate(name: string, initial: string): Promise<string>
}

/** The repositories, bound to one transaction. */
export interface UnitOfWork {
  readonly avisos: AvisoOutbox
  readonly audit: Audit
  readonly emailChanges: EmailChanges
  readonly casos: Casos
  readonly encryptedColumns: EncryptedColumns
  readonly codigos: Codigos
  readonly tryCounters: TryCounters
  readonly cuentas: Cuentas
  readonly documentos: Documentos
  readonly enlaces: Enlaces
  readonly submissions: Submissions
  readonly eventos: Eventos
  readonly importaciones: Importaciones
  readonly lazos: Lazos
  readonly rateLimits: RateLimits
  readonly organismos: Organismos
  readonly provisorias: Provisorias
  readonly secrets: StoredSecrets
  readonly sessions: Sessions
  readonly solicitudes: Solicitudes
}

/** Why the database cannot serve. `conflicto`: other nodes kept changing the same rows. */
export type StoreFailureReason =
  | 'no_existe'
  | 'ocupado'
  | 'lleno'
  | 'solo_lectura'
  | 'danado'
  | 'sin_conexion'
  | 'conflicto'

/** Raised by {@link Store} when the database cannot serve; nothing was kept. Becomes a 503. */
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
   * Runs the work in one transaction: all of it is kept, or nothing when it throws.
   * The work may run more than once (a conflict with another node): it must touch nothing but `uow`.
   * @throws {StoreUnavailable} when the database cannot serve. Any other error is the work's own.
   */
  transaction<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T>
  /** Answers when the database does; used by /readyz. @throws when it does not. */
  check(): Promise<void>
  close(): Promise<void>
}
