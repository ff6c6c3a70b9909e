/** Requests in progress, and what leads to and through them. */
import type { Proof, StopReason } from '../../domain/account/progress.ts'
import type { Result } from '../../domain/outcome/result.ts'
import type { Operacion, Perfil, TramiteOperacion } from '../../domain/perfil.ts'

export type EnlaceKind = 'confirmar-correo' | 'recuperar' | 'no-fui-yo' | 'volver' | 'aceptar-otec'

export interface Enlace {
  id: string
  kind: EnlaceKind
  fingerprint: string
  cuentaId: string
  /** The event, the change of e-mail or the OTEC's request that it is about, if any. */
  targetId: string | null
  expiresAt: Date
  usedAt: Date | null
}

export interface Enlaces {
  create(enlace: Enlace): Promise<void>
  findByFingerprint(fingerprint: string): Promise<Enlace | undefined>
  findById(id: string): Promise<Enlace | undefined>
  /** Marks as used if it was not. @returns whether this call did it. */
  use(id: string, now: Date): Promise<boolean>
  /** Ends the open links of that kind of an account (newest only). */
  deleteByCuenta(cuentaId: string, kind: EnlaceKind): Promise<void>
  /** Ends the open links about one matter (newest only). */
  deleteByTarget(targetId: string): Promise<void>
  deleteExpired(now: Date): Promise<number>
}

/** A request in progress (solicitud). The step that may be shown is a function of it. */
export interface Solicitud {
  id: string
  operacion: TramiteOperacion
  perfil: Perfil
  /** Null for a decoy: the identifier has no account. */
  cuentaId: string | null
  /** Fingerprint of perfil and identificador, for counters and the decoy's question. */
  subject: string
  /** The identifier, encrypted, to show it back to its session. */
  encryptedIdentificador: string
  /** In the order in which they were given. */
  proofs: Proof[]
  estado: 'abierta' | 'lista' | 'detenida'
  /** Why it cannot go on, when 'detenida'. */
  reason: StopReason | null
  /** What the result page shows, encrypted; ids, codes and masked values only. */
  encryptedResult: string | null
  /** A temporary key to show, encrypted, and until when; wiped then. */
  encryptedSecret: string | null
  secretExpiresAt: Date | null
  /** The operation to go back to after completing missing data. */
  returnOperacion: Operacion | null
  /** Registered system to go back to, already judged. */
  volver: { sistema: string; url: string } | null
  createdAt: Date
  expiresAt: Date
}

export interface Solicitudes {
  create(solicitud: Solicitud): Promise<void>
  /** Undefined when unknown; expired ones are returned: the caller compares with its clock. */
  findById(id: string): Promise<Solicitud | undefined>
  save(solicitud: Solicitud): Promise<void>
  delete(id: string): Promise<void>
  /** Ends the open requests of an account, all but one. */
  deleteOpenByCuenta(cuentaId: string, except: string | null): Promise<void>
  /** Wipes the temporary keys whose time on the page is over. */
  wipeExpiredSecrets(now: Date): Promise<number>
  deleteExpired(now: Date): Promise<number>
}

/**
 * The outcome of the submission of a form, so that a double click gets the same answer: the id of the request
 * that it made or moved, or refusals. Codes only.
 */
export type Outcome = Result<string>

export interface Submission {
  /** Id of the captcha's challenge: consuming it and claiming the submission are one act. */
  id: string
  /** Fingerprint of what was sent. */
  fingerprint: string
  /** Null while the first one is being worked on. */
  outcome: Outcome | null
  expiresAt: Date
}

export interface Submissions {
  /** @returns undefined when this call is the first with that id, and the stored one otherwise. */
  claim(submission: Submission): Promise<Submission | undefined>
  findById(id: string): Promise<Submission | undefined>
  finish(id: string, outcome: Outcome): Promise<void>
  /** Forgets that it was claimed. */
  release(id: string): Promise<void>
  deleteExpired(now: Date): Promise<number>
}

/** A 6-digit code sent to the registered mailbox, bound to one request. */
export interface Codigo {
  solicitudId: string
  fingerprint: string
  expiresAt: Date
}

export interface Codigos {
  put(codigo: Codigo): Promise<void>
  findBySolicitud(solicitudId: string): Promise<Codigo | undefined>
  delete(solicitudId: string): Promise<void>
  deleteExpired(now: Date): Promise<number>
}

export interface StoredSession {
  idFingerprint: string
  cuentaId: string | null
  data: string
  expiresAt: Date
}

export interface Sessions {
  read(idFingerprint: string): Promise<StoredSession | undefined>
  save(session: StoredSession): Promise<void>
  /** Moves the end of a session, never creating one. */
  extend(idFingerprint: string, expiresAt: Date): Promise<void>
  delete(idFingerprint: string): Promise<void>
  deleteByCuenta(cuentaId: string): Promise<number>
  deleteExpired(now: Date): Promise<number>
}

/** A case for the call centre. */
export interface Caso {
  /** Eight characters without look-alikes, as told to the person. */
  number: string
  reason: string
  perfil: Perfil
  cuentaId: string | null
  subject: string
  createdAt: Date
}

export interface Casos {
  /** @returns the open case of that reason and subject if there is one, and otherwise this one, now kept. */
  open(caso: Caso): Promise<Caso>
  findByNumber(number: string): Promise<Caso | undefined>
  findBySubject(subject: string): Promise<Caso[]>
}
