/**
 * Ports of the use cases, implemented by storage, mail and security and wired in composition.ts. Tests pass
 * their own clock and random source.
 */
import type { Perfil } from '../domain/perfil.ts'
import type { AddressRules } from '../domain/sistemas/addresses.ts'
import type { Caps } from '../domain/staff/caps.ts'
import type { PasskeyDemand } from '../domain/staff/passkey.ts'
import type { AuditContext } from './ports/actor.ts'
import type { Clock, Random } from './ports/clock.ts'
import type { Antivirus, DocumentoDrawer, Inspector } from './ports/documentos.ts'
import type { Asker } from './ports/gate.ts'
import type { SigningKeys } from './ports/openid.ts'
import type { RaisedLimits } from './ports/raised-limits.ts'
import type { Captcha, Cipher, ClaveEstimator, Fingerprints, Hasher, Prices } from './ports/security.ts'
import type { Logos } from './ports/sistemas.ts'
import type { Totp } from './ports/staff/funcionarios.ts'
import type { Passkeys } from './ports/staff/passkeys.ts'
import type { Store } from './ports/store.ts'

export * from './ports/actor.ts'
export * from './ports/audit.ts'
export * from './ports/avisos.ts'
export * from './ports/casos.ts'
export * from './ports/clock.ts'
export * from './ports/cuentas.ts'
export * from './ports/documentos.ts'
export * from './ports/encrypted-columns.ts'
export * from './ports/expired.ts'
export * from './ports/facilitadores.ts'
export * from './ports/gate.ts'
export * from './ports/importaciones.ts'
export * from './ports/mail.ts'
export * from './ports/openid.ts'
export * from './ports/ordenes.ts'
export * from './ports/organismos.ts'
export * from './ports/peticiones.ts'
export * from './ports/raised-limits.ts'
export * from './ports/security.ts'
export * from './ports/sistemas.ts'
export * from './ports/solicitudes.ts'
export * from './ports/staff/busqueda.ts'
export * from './ports/staff/funcionarios.ts'
export * from './ports/staff/llamadas.ts'
export * from './ports/staff/passkeys.ts'
export * from './ports/staff/sessions.ts'
export * from './ports/staff/supervision.ts'
export * from './ports/store.ts'

/** Settings that use cases need. Durations are in the unit that ends their name. */
export interface Policy {
  baseUrl: string
  claveProvisoriaMinutes: number
  /** What a recovery takes; the second, a codigo too wherever a mailbox is confirmed. */
  recoveryProof: 'answer' | 'answer_and_code'
  /** How Recuperar gives the provisoria; by SMS as well as mail where a mobile is registered. */
  claveProvisoriaDelivery: Readonly<Record<Perfil, 'page' | 'mail'>>
  /** How long a “No fui yo” link of an aviso works, and the link back to a cuenta that it froze. */
  noFuiYoDays: number
  /** How long a documento's content is kept after the decision on it. */
  documentoDays: number
  /** Failed tries in a row at one secret of one identificador; as many use up a provisoria. */
  triesUntilLockout: number
  lockoutMinutes: number
  lockoutMaxHours: number
  /** Misses of one identificador's clave since the last success; then only Recuperar unlocks it. */
  missesUntilPermanentLockout: number
  /**
   * First pasos per operation, identificador and network address together; also files inspected despite a
   * wrong captcha, per network address.
   */
  firstPasosPerHour: number
  /** Refusals of Registrar that reveal a cuenta or who represents an organisation, per network address. */
  alreadyRegisteredPerDay: number
  /** New accounts that cost nothing, per network address (product.md “Proofs”, 9). */
  cuentasPerDay: number
  /** Requests for facilitadores, refused ones too, per OTEC. */
  facilitadoresPerDay: number
  /** Sign-ins of staff, right or wrong, per network address. */
  signInsPer10Minutes: number
  /** Casos that are asked for by number, found or not, per network address. */
  casosPerHour: number
  /** First notices of what was done, of each kind and account, per mailbox or mobile. */
  firstNoticesPerDay: number
  /** The same, of registrations. */
  registrationNoticesPerDay: number
  /** Messages that a stranger can cause, and further notices, per mailbox or mobile. */
  messagesPerHour: number
  /** The same messages, per mailbox or mobile. */
  messagesPerDay: number
  /** Whether supervisors and administrators enter the console with a passkey only. */
  staffPasskeys: PasskeyDemand
  /** SMS in a day of Chile, over all nodes; 0 without a budget. */
  smsPerDay: number
  /** How many of each action an agent of the call centre may do in a day of Chile. */
  consoleCaps: Caps
  /** Which addresses other systems may have. */
  sistemas: AddressRules
}

export interface Deps {
  store: Store
  antivirus: Antivirus
  random: Random
  captcha: Captcha
  cipher: Cipher
  drawer: DocumentoDrawer
  hasher: Hasher
  estimator: ClaveEstimator
  fingerprints: Fingerprints
  inspector: Inspector
  logos: Logos
  passkeys: Passkeys
  prices: Prices
  policy: Policy
  raisedLimits: RaisedLimits
  signingKeys: SigningKeys
  totp: Totp
  clock: Clock
}

/** Who is asking, for rate limits, queues and the audit. The entrance makes it. */
export interface Context extends AuditContext, Asker {
  requestId: string
  /** Fingerprint of the network address (IPv6: of its /64). */
  networkFingerprint: string
  /**
   * Random token kept in the browser session, '' until a form needs one. Ties captchas and anti-forgery
   * tokens to that session.
   */
  formSeal: string
  /** Null where no browser asks, or it keeps no cookies. */
  browser: AskingBrowser | null
}

/** A browser, for the counters of tries (product.md “Proofs”, 6). */
export interface AskingBrowser {
  /** Of its id, that of its cookie or the one that it gets once something was proven. */
  fingerprint: string
  /** It sent no such cookie: nothing was proven there yet. */
  isNew: boolean
}
