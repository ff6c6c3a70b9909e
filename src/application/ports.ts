/**
 * What the use cases see of the world. Storage, mail and security implement these; composition.ts puts them
 * together; tests pass their own clock and randomness.
 */
import type { Perfil } from '../domain/perfil.ts'
import type { Almacen } from './ports/almacen.ts'
import type { Antivirus, Inspector } from './ports/documentos.ts'
import type { Azar, Reloj } from './ports/mundo.ts'
import type { Captcha, Cifrador, Hasher, Huellas } from './ports/security.ts'

export * from './ports/almacen.ts'
export * from './ports/bitacora.ts'
export * from './ports/cifrados.ts'
export * from './ports/cuentas.ts'

export * from './ports/documentos.ts'
export * from './ports/facilitadores.ts'
export * from './ports/importaciones.ts'
export * from './ports/mail.ts'
export * from './ports/mundo.ts'
export * from './ports/organismos.ts'
export * from './ports/security.ts'
export * from './ports/solicitudes.ts'

/** Settings that use cases need; times in the unit of their name. */
export interface Politica {
  urlBase: string
  claveProvisoriaMinutos: number
  entregaClaveProvisoria: Readonly<Record<Perfil, 'page' | 'mail'>>
  noFuiYoDias: number
  /** How long a document is kept after the decision on it. */
  documentoDias: number
  intentos: number
  cierreMinutos: number
  cierreMaximoHoras: number
  fallosHastaCierreDefinitivo: number
  primerosPasosPorHora: number
  yaRegistradoPorDia: number
  facilitadoresPorDia: number
  mensajesPorHora: number
  mensajesPorDia: number
}

export interface Dependencias {
  almacen: Almacen
  antivirus: Antivirus
  azar: Azar
  captcha: Captcha
  cifrador: Cifrador
  hasher: Hasher
  huellas: Huellas
  inspector: Inspector
  politica: Politica
  reloj: Reloj
}

/** Who is asking, for limits and audit. */
export interface Contexto {
  /** Fingerprint of the network address (IPv6: of its /64). */
  direccion: string
  /** Id of the HTTP request. */
  origen: string
  /** Ties captchas to the browser session. */
  sello: string
}
