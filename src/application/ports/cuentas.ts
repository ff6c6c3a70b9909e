/** Cuentas, their try counters and rate limits, and what “No fui yo” can undo. */
import type { ProvenBrowser } from '../../domain/account/browsers.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { PendingData } from '../../domain/account/pending.ts'
import type { PendingKind } from '../../domain/account/pending-kind.ts'
import type { Rank } from '../../domain/account/ranks.ts'
import type { TryCounter, TryKey } from '../../domain/account/tries.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import type { HashChange } from './importaciones.ts'

/** Why a cuenta was not written. */
export type SaveCuentaRefusal =
  | 'identificador_en_uso'
  | 'email_en_tres_cuentas'
  | 'celular_en_tres_cuentas'
  | 'cambio_entretanto'

/** The cuenta as it was written, with its new version; or why it was not. */
export type SaveCuentaResult = Cuenta | SaveCuentaRefusal

/** Perfil, identificador and identidad of a cuenta before it changed perfil. */
export type FormerIdentificador = Pick<Cuenta, 'perfil' | 'identificador' | 'identidad'>

export interface Cuentas {
  /** Also finds it by its former identificador, which stays reserved for it. */
  findByIdentificador(perfil: Perfil, identificador: string): Promise<Cuenta | undefined>
  findById(id: string): Promise<Cuenta | undefined>
  /** The same, and holds it until the transaction ends: others that write or hold it wait, and see what it wrote. */
  hold(id: string): Promise<Cuenta | undefined>
  findFormerIdentificador(id: string): Promise<FormerIdentificador | undefined>
  /**
   * Those that take one of the three places of a mailbox, since they confirmed it, and facilitadores, confirmed or not.
   * Case-insensitive.
   */
  findByEmail(email: string): Promise<(Pick<Cuenta, 'id' | 'perfil'> & { isConfirmed: boolean })[]>
  /** Those that confirmed the mobile. */
  findByCelular(celular: string): Promise<Pick<Cuenta, 'id'>[]>
  /** Adds a cuenta with version 1. */
  create(cuenta: Cuenta): Promise<SaveCuentaResult>
  /**
   * Writes a cuenta, with the next version, if its version is still the stored one. When the identificador
   * changes, the former one stays reserved for it; returning to the former one frees the one it leaves.
   */
  save(cuenta: Cuenta): Promise<SaveCuentaResult>
  /** Erases a cuenta and what hangs on it. Its casos stay, without it, as do the tries of its subject and the audit. */
  erase(id: string): Promise<void>
  /**
   * Writes a cuenta that ends, with the next version, if its version is still the stored one: what hangs on it goes,
   * except documentos and lazos, and its former identificador is free.
   */
  close(cuenta: Cuenta): Promise<Extract<SaveCuentaResult, Cuenta | 'cambio_entretanto'>>
  /** Leaves the identificador of one that ended to another, which has no former one: it is found by it. */
  reserve(id: string, former: FormerIdentificador): Promise<void>
  /** Replaces the hash of the same secret, if unchanged. The version stays. */
  renewHash(id: string, change: HashChange): Promise<void>
}

/** A counter at zero is not stored. */
export interface TryCounters {
  /** Stores a counter where there is none, in one statement. @returns false when there is one. */
  create(key: TryKey, counter: TryCounter): Promise<boolean>
  /** Locks the row until the transaction ends; a new counter, to be saved, when there is none. */
  lock(key: TryKey): Promise<TryCounter>
  read(key: TryKey): Promise<TryCounter>
  /** Those of a subject that are stored, of every browser. */
  findBySubject(subject: string): Promise<(TryKey & { counter: TryCounter })[]>
  save(key: TryKey, counter: TryCounter): Promise<void>
  /**
   * Puts a counter back to what it was, in one statement.
   * @returns false when it is not `from` any more.
   */
  restore(key: TryKey, from: TryCounter, to: TryCounter): Promise<boolean>
  /** Deletes the counters of one browser. */
  delete(subject: string, browser: string, secrets: readonly TryKey['secret'][]): Promise<void>
  /** Deletes every counter of a subject. @returns those that were stored. */
  deleteBySubject(subject: string): Promise<(TryKey & Pick<TryCounter, 'lockedUntil'>)[]>
  /**
   * Gives the counters of browsers where a cuenta was proven to another subject, instead of those that it had. Those
   * of the others stay: anybody can read them.
   */
  move(from: string, to: string): Promise<void>
  /**
   * Stamps counters used since they were last stamped: use itself is not timestamped. Leaves alone what somebody
   * else holds, as {@link deleteOpen} does.
   * @param limit how many at most.
   * @returns how many; as many as `limit` when there may be more.
   */
  stampUsed(now: Date, limit: number): Promise<number>
  /**
   * Deletes counters that were stamped by `untouchedSince`, so not used since then, and are not locked for anybody
   * who is left: a browser that is no longer a proven one has none of its own.
   * @param limit how many at most.
   * @returns how many; as many as `limit` when there may be more.
   */
  deleteOpen(now: Date, untouchedSince: Date, limit: number): Promise<number>
}

export interface ProvenBrowsers {
  /**
   * The browser, if that cuenta was proven in it, it has not expired, and it is among the newest
   * {@link BROWSERS_PER_CUENTA}, those with a higher rank first. One statement.
   */
  findLive(browser: string, cuentaId: string, now: Date): Promise<ProvenBrowser | undefined>
  /** Stores it, instead of what was stored of that browser and cuenta. */
  put(browser: ProvenBrowser): Promise<void>
  /** All that are stored of a cuenta. */
  findByCuenta(cuentaId: string): Promise<ProvenBrowser[]>
  deleteByCuenta(cuentaId: string): Promise<void>
  deleteByBrowser(browser: string): Promise<void>
}

export interface RateLimits {
  /**
   * Adds one to a key in a fixed window of `windowSeconds`.
   * @returns the count including this one, and when the window ends.
   */
  increment(key: string, windowSeconds: number, now: Date): Promise<{ count: number; endsAt: Date }>
  /**
   * The same, unless the count is at `max` already; null adds in any case. One statement.
   * @returns whether it added.
   */
  incrementUpTo(key: string, windowSeconds: number, now: Date, max: number | null): Promise<boolean>
  /** Takes one off the window that is open, for what was counted and then did not happen. */
  giveBack(key: string, windowSeconds: number, now: Date): Promise<void>
  /** @returns the count of the window that is open; undefined when none is. */
  readCount(
    key: string,
    windowSeconds: number,
    now: Date,
  ): Promise<{ count: number; endsAt: Date } | undefined>
}

export interface Provisoria {
  cuentaId: string
  fingerprint: string
  expiresAt: Date
  /** Misses of the browser that asked for it. */
  tries: number
  /** Misses of all others, which end it for them only. */
  othersTries: number
  /** Fingerprint of the browser that asked for it. */
  browser: string | null
  /** Whether it was given for a codigo besides the respuesta, and ranks as that. */
  withCodigo: boolean
}

export interface Provisorias {
  /** May have expired: the caller checks. */
  findByCuenta(cuentaId: string): Promise<Provisoria | undefined>
  /** The same, and locks it until the transaction ends. */
  lock(cuentaId: string): Promise<Provisoria | undefined>
  /** Replaces any previous one of that cuenta. */
  put(provisoria: Provisoria): Promise<void>
  delete(cuentaId: string): Promise<void>
}

/** Something that a mailbox was told and “No fui yo” can undo. */
export interface Evento {
  id: string
  cuentaId: string
  kind: TramiteOperacion
  /** {@link CuentaSnapshot} as JSON, encrypted; null for a registration. */
  encryptedBefore: string | null
  /** Mailbox that was told, encrypted. */
  encryptedMailbox: string
  /** Rank of the proof that it was done with. */
  rank: Rank
  /** Whether that mailbox was a confirmed one of the cuenta before it. */
  confirmed: boolean
  createdAt: Date
  expiresAt: Date
  frozenAt: Date | null
}

export interface Eventos {
  create(evento: Evento): Promise<void>
  findById(id: string): Promise<Evento | undefined>
  /** Marks it as frozen. @returns false when it already was. */
  freeze(id: string, now: Date): Promise<boolean>
  /** Marks those of the same cuenta at or after this one too: whoever did it did them as well. */
  freezeLater(evento: Evento, now: Date): Promise<void>
  /** Whether somebody pressed a “No fui yo” of a cuenta from that moment on. */
  wasContestedSince(cuentaId: string, since: Date): Promise<boolean>
  /** The same, of what a confirmed mailbox was told. */
  wasContestedByConfirmed(cuentaId: string, since: Date): Promise<boolean>
}

/** A change that was asked for and is not in effect yet. */
export interface PendingChange {
  id: string
  cuentaId: string
  kind: PendingKind
  /** What it sets. */
  data: PendingData
  /** Proven with a code: takes effect on confirmation. */
  withCodigo: boolean
  /** Whether that code went to the mobile, on which it then rests, and not to a mailbox. */
  byCelular: boolean
  /** However soon it is confirmed, it takes no effect before that; null where nothing waits. */
  notBefore: Date | null
  createdAt: Date
  /** It goes by itself then, unless its hour is set. */
  expiresAt: Date
  /** When its link was used; null where it needs none. */
  confirmedAt: Date | null
  /** When it takes effect; null until that is known, which takes its link. */
  effectiveAt: Date | null
}

export interface PendingChanges {
  /** Replaces any previous one of that cuenta and kind. */
  put(change: PendingChange): Promise<void>
  findById(id: string): Promise<PendingChange | undefined>
  findByCuenta(cuentaId: string): Promise<PendingChange[]>
  save(change: PendingChange): Promise<void>
  /** @returns false when it is no longer there. */
  delete(id: string): Promise<boolean>
  /**
   * Deletes those of a cuenta, whatever proved them, only if no code did, or if no code to a mailbox did.
   * @param exceptAskedAt those asked for at that moment, together, stay.
   * @returns the kinds of those that there were.
   */
  deleteByCuenta(
    cuentaId: string,
    which: 'todos' | 'sin_codigo' | 'sin_correo',
    exceptAskedAt?: Date,
  ): Promise<PendingKind[]>
  /** Those whose `effectiveAt` has come. */
  lockDue(now: Date, limit: number): Promise<PendingChange[]>
}
