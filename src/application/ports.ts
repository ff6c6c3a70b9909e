/**
 * Ports of the use cases, implemented by storage, mail and security and wired in composition.ts. Tests pass
 * their own clock and random source.
 */
import type { Perfil } from '../domain/perfil.ts'
import type { AuditContext } from './ports/actor.ts'
import type { Clock, Random } from './ports/clock.ts'
import type { Antivirus, Inspector } from './ports/documentos.ts'
import type { Captcha, Cipher, Fingerprints, Hasher } from './ports/security.ts'
import type { Store } from './ports/store.ts'

export * from './ports/actor.ts'
export * from './ports/audit.ts'
export * from './ports/clock.ts'
export * from './ports/cuentas.ts'
export * from './ports/documentos.ts'
export * from './ports/encrypted-columns.ts'
export * from './ports/facilitadores.ts'
export * from './ports/importaciones.ts'
export * from './ports/mail.ts'
export * from './ports/organismos.ts'
export * from './ports/security.ts'
export * from './ports/solicitudes.ts'
export * from './ports/store.ts'

/** Settings that use cases need. Durations are in the unit that ends their name. */
export interface Policy {
  baseUrl: string
  claveProvisoriaMinutes: number
  claveProvisoriaDelivery: Readonly<Record<Perfil, 'page' | 'mail'>>
  noFuiYoDays: number
  /** How long a documento's content is kept after the decision on it. */
  documentoDays: number
  tries: number
  lockoutMinutes: number
  lockoutMaxHours: number
  missesUntilLockoutForGood: number
  firstPasosPerHour: number
  alreadyRegisteredPerDay: number
  facilitadoresPerDay: number
  messagesPerHour: number
  messagesPerDay: number
}

export interface Deps {
  store: Store
  antivirus: Antivirus
  random: Random
  captcha: Captcha
  cipher: Cipher
  hasher: Hasher
  fingerprints: Fingerprints
  inspector: Inspector
  policy: Policy
  clock: Clock
}

/** Who is asking, for rate limits and the audit. The entrance makes it. */
export interface Context extends AuditContext {
  requestId: string
  /** Fingerprint of the network address (IPv6: of its /64). */
  network: string
  /** Binds captchas to the browser session. */
  formSeal: string
}
