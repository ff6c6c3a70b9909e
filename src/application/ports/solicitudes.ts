/** Solicitudes in progress, and the enlaces, codes and sessions around them. */
import type { Proof, StopReason } from '../../domain/account/progress.ts'
import type { Result } from '../../domain/outcome/result.ts'
import type { Operacion, Perfil, TramiteOperacion } from '../../domain/perfil.ts'

/** `provisoria`: the button of the message that brings one, which leads to Cambiar; the others have a page. */
export type EnlaceKind = EnlacePage | 'provisoria'
/**
 * `recuperar-tras-espera`: the second link of a recovery by a mailbox that was not confirmed. `objetar`: stops an order
 * that two people granted. `activar`: the link that one gives.
 */
export type EnlacePage =
  | 'confirmar-correo'
  | 'confirmar-representante'
  | 'recuperar'
  | 'recuperar-tras-espera'
  | 'no-fui-yo'
  | 'volver'
  | 'aceptar-otec'
  | 'documento'
  | 'objetar'
  | 'activar'

export interface Enlace {
  id: string
  kind: EnlaceKind
  fingerprint: string
  cuentaId: string
  /** Id of the evento, e-mail change, lazo or orden that it is about, the mailbox that it went to, or what it asks for, if any. */
  targetId: string | null
  expiresAt: Date
  usedAt: Date | null
}

export interface Enlaces {
  create(enlace: Enlace): Promise<void>
  /** The same, in place of the unused ones of its cuenta and kind: only the newest works, also of several made at once. */
  replace(enlace: Enlace): Promise<void>
  findByFingerprint(fingerprint: string): Promise<Enlace | undefined>
  findById(id: string): Promise<Enlace | undefined>
  /** Marks it as used. @returns false when it already was. */
  use(id: string, now: Date): Promise<boolean>
  /** Deletes the unused enlaces of these kinds of a cuenta. */
  deleteByCuenta(cuentaId: string, ...kinds: EnlaceKind[]): Promise<void>
  /** Deletes the unused enlaces about one target: only the newest works. */
  deleteByTarget(targetId: string): Promise<void>
}

/** Registered sistema to go back to, already validated. */
export interface Volver {
  /** Its name. */
  sistema: string
  /** Its address; where it sent the person to sign in, ours that asks the same again. */
  url: string
  /** The interaction of that sign-in, which does not live as long. */
  interaccion?: string
}

/** A tramite in progress. It determines which paso may be shown. */
export interface Solicitud {
  id: string
  operacion: TramiteOperacion
  perfil: Perfil
  /** Null for a decoy: the identificador has no cuenta. */
  cuentaId: string | null
  /** Fingerprint of perfil and identificador as typed; keys the try counters and the decoy's pregunta. */
  subject: string
  /** To show it back to its session. */
  encryptedIdentificador: string
  /** In the order they were given. */
  proofs: Proof[]
  estado: 'abierta' | 'lista' | 'detenida'
  /** Why it was stopped; null unless 'detenida'. */
  reason: StopReason | null
  /** What the final page shows: ids, codes and masked values only. */
  encryptedResult: string | null
  /** A provisoria to show until `secretExpiresAt`, and wiped then. */
  encryptedSecret: string | null
  secretExpiresAt: Date | null
  /** The operacion to go back to after completing missing data. */
  returnOperacion: Operacion | null
  volver: Volver | null
  createdAt: Date
  expiresAt: Date
}

export interface Solicitudes {
  create(solicitud: Solicitud): Promise<void>
  /** Expired ones are returned too: the caller compares with its clock. */
  findById(id: string): Promise<Solicitud | undefined>
  /** The same, and holds it until the transaction ends: others that lock it wait, and see what it wrote. */
  lock(id: string): Promise<Solicitud | undefined>
  save(solicitud: Solicitud): Promise<void>
  /**
   * Saves a solicitud that was read before this transaction as `from`.
   * @returns false when it changed meanwhile, or is gone.
   */
  advance(from: Solicitud, to: Solicitud): Promise<boolean>
  delete(id: string): Promise<void>
  /** Deletes the open solicitudes of a cuenta, except one. */
  deleteOpenByCuenta(cuentaId: string, except: string | null): Promise<void>
}

/**
 * Stored outcome of a form, so that a double click gets the same answer: what its work made (the id of a
 * solicitud, or a code), or refusals.
 */
export type Outcome = Result<string>

/** A form that was sent (application/request/once.ts). */
export interface Submission {
  /** Of the captcha's challenge, so that claiming the form also uses up the captcha; otherwise its fingerprint. */
  id: string
  /** Of the form's body. */
  fingerprint: string
  /** Null while the form is being processed. */
  outcome: Outcome | null
  /** Whoever sends the form after this is processed anew. */
  expiresAt: Date
}

export interface Submissions {
  /** Stores it unless its id is taken by one that has not expired. @returns whether it did. */
  claim(submission: Submission, now: Date): Promise<boolean>
  /** Expired ones are returned too: the caller compares with its clock. */
  findById(id: string): Promise<Submission | undefined>
  /** Stores the outcome of a claimed one that has none yet. */
  finish(id: string, outcome: Outcome, expiresAt: Date): Promise<void>
  /** Undoes a claim; one that has its outcome stays. */
  release(id: string): Promise<void>
}

/** A 6-digit code sent to the registered mailbox, valid for one solicitud. */
export interface Codigo {
  solicitudId: string
  fingerprint: string
  expiresAt: Date
}

export interface Codigos {
  put(codigo: Codigo): Promise<void>
  findBySolicitud(solicitudId: string): Promise<Codigo | undefined>
  delete(solicitudId: string): Promise<void>
}

export interface StoredSession {
  idFingerprint: string
  cuentaId: string | null
  data: string
  expiresAt: Date
}

export interface Sessions {
  read(idFingerprint: string): Promise<StoredSession | undefined>
  /** Stores them all in one statement, or none. */
  save(...sessions: StoredSession[]): Promise<void>
  /** Moves the expiry of a session that exists; creates none. */
  extend(idFingerprint: string, expiresAt: Date): Promise<void>
  delete(idFingerprint: string): Promise<void>
  deleteByCuenta(cuentaId: string): Promise<number>
}
