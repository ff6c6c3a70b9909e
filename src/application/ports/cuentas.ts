/** Accounts, what is counted against them, and what can be undone. */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Secret, TryCounter } from '../../domain/account/tries.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import type { HashChange } from './importaciones.ts'

export type SaveCuentaResult =
  | 'guardada'
  | 'identificador_en_uso'
  | 'email_en_tres_cuentas'
  | 'celular_en_tres_cuentas'
  | 'cambio_entretanto'

/** What an account was called before it changed perfil, and who vouched for it then. */
export type FormerIdentificador = Pick<Cuenta, 'perfil' | 'identificador' | 'identidad'>

export interface Cuentas {
  /** Also by the identifier that it had before, which stays reserved for it. */
  findByIdentificador(perfil: Perfil, identificador: string): Promise<Cuenta | undefined>
  findById(id: string): Promise<Cuenta | undefined>
  /** The identifier that is reserved for an account because it had it before. */
  findFormerIdentificador(id: string): Promise<FormerIdentificador | undefined>
  /** The accounts that have this e-mail, compared without case. */
  findByEmail(email: string): Promise<Pick<Cuenta, 'id' | 'perfil'>[]>
  /** Adds an account. Its version is 1. Nothing is written unless the answer is 'guardada'. */
  create(cuenta: Cuenta): Promise<SaveCuentaResult>
  /**
   * Writes all of an account if its version is still the stored one, and raises it in both. Under another identifier
   * the former one stays reserved for it, in the same transaction; going back to that one frees the one that it leaves.
   */
  save(cuenta: Cuenta): Promise<SaveCuentaResult>
  /** Puts another hash of the same secret in place if the former one is still there. The version stays. */
  renewHash(id: string, change: HashChange): Promise<void>
}

export interface TryCounters {
  /** Locks the row until the end of the transaction; a new counter when there is none. */
  lock(secret: Secret, subject: string): Promise<TryCounter>
  read(secret: Secret, subject: string): Promise<TryCounter>
  save(secret: Secret, subject: string, counter: TryCounter): Promise<void>
  /**
   * Removes open counters that nobody touched since a moment. A counter has no hour of its own: the first call after
   * it was touched gives it `now`.
   * @returns how many were removed.
   */
  deleteOpen(now: Date, untouchedSince: Date): Promise<number>
}

export interface RateLimits {
  /**
   * Adds one to a key in a fixed window of so many seconds and says the count with this one.
   * @returns the count, and when the window ends.
   */
  increment(key: string, windowSeconds: number, now: Date): Promise<{ count: number; endsAt: Date }>
  deleteExpired(now: Date): Promise<number>
}

export interface Provisoria {
  cuentaId: string
  fingerprint: string
  expiresAt: Date
  tries: number
}

export interface Provisorias {
  /** The live one of an account, locked until the end of the transaction. */
  lock(cuentaId: string): Promise<Provisoria | undefined>
  /** Keeps it in place of any former one. */
  put(provisoria: Provisoria): Promise<void>
  delete(cuentaId: string): Promise<void>
  deleteExpired(now: Date): Promise<number>
}

/** Something that was told to a mailbox and can be undone with “no fui yo”. */
export interface Evento {
  id: string
  cuentaId: string
  kind: TramiteOperacion
  /** JSON of {@link CuentaSnapshot}, encrypted; null for a registration: there was nothing before. */
  encryptedBefore: string | null
  /** Mailbox that got the notice, encrypted. */
  encryptedMailbox: string
  withRespuesta: boolean
  createdAt: Date
  expiresAt: Date
  frozenAt: Date | null
}

export interface Eventos {
  create(evento: Evento): Promise<void>
  findById(id: string): Promise<Evento | undefined>
  /**
   * Whether the secret answer opened the way to any event of the last freeze of an account: then it counts as
   * known. So it does where those events are gone.
   */
  wasFrozenWithRespuesta(cuentaId: string): Promise<boolean>
  /** Marks as frozen if it was not. @returns whether this call did it. */
  freeze(id: string, now: Date): Promise<boolean>
  /** Marks all that came with or after an event in its account: whoever did that one did these too. */
  freezeLater(evento: Evento, now: Date): Promise<void>
  deleteExpired(now: Date): Promise<number>
}

/** A change of e-mail waiting for its confirmation, or confirmed and waiting for its hour. */
export interface EmailChange {
  id: string
  cuentaId: string
  newEmail: string
  /** Whether it was proven with the code to the old mailbox: then it takes effect at once. */
  withCodigo: boolean
  createdAt: Date
  expiresAt: Date
  confirmedAt: Date | null
  /** When it takes effect; set at confirmation. */
  effectiveAt: Date | null
}

export interface EmailChanges {
  /** Puts it in place of any former one of that account. */
  put(change: EmailChange): Promise<void>
  findById(id: string): Promise<EmailChange | undefined>
  findByCuenta(cuentaId: string): Promise<EmailChange | undefined>
  save(change: EmailChange): Promise<void>
  deleteByCuenta(cuentaId: string): Promise<void>
  /** Confirmed ones whose hour has come. */
  findDue(now: Date, limit: number): Promise<EmailChange[]>
  deleteExpired(now: Date): Promise<number>
}
