/** The database: repositories bound to one transaction, and nothing else. */
import type { Avisos, Bitacora } from './bitacora.ts'
import type { Cifrados } from './cifrados.ts'
import type { CambiosEmail, Contadores, Cuentas, Eventos, Limites, Provisorias } from './cuentas.ts'
import type { Documentos } from './documentos.ts'
import type { Lazos } from './facilitadores.ts'
import type { Importaciones } from './importaciones.ts'
import type { Organismos } from './organismos.ts'
import type { Casos, Codigos, Enlaces, Envios, Sesiones, Solicitudes } from './solicitudes.ts'

export interface SecretosGuardados {
  /** Reads a secret that the database keeps encrypted; writes `nuevo` first when there is none. */
  leerOCrear(nombre: string, nuevo: string): Promise<string>
}

/** The repositories, bound to one transaction. */
export interface UnidadDeTrabajo {
  readonly avisos: Avisos
  readonly bitacora: Bitacora
  readonly cambiosEmail: CambiosEmail
  readonly casos: Casos
  readonly cifrados: Cifrados
  readonly codigos: Codigos
  readonly contadores: Contadores
  readonly cuentas: Cuentas
  readonly documentos: Documentos
  readonly enlaces: Enlaces
  readonly envios: Envios
  readonly eventos: Eventos
  readonly importaciones: Importaciones
  readonly lazos: Lazos
  readonly limites: Limites
  readonly organismos: Organismos
  readonly provisorias: Provisorias
  readonly secretos: SecretosGuardados
  readonly sesiones: Sesiones
  readonly solicitudes: Solicitudes
}

/** Why the database cannot serve. `conflicto`: other nodes kept changing the same rows. */
export type MotivoAlmacen =
  | 'no_existe'
  | 'ocupado'
  | 'lleno'
  | 'solo_lectura'
  | 'danado'
  | 'sin_conexion'
  | 'conflicto'

/** Raised by {@link Almacen} when the database cannot serve; nothing was kept. Becomes a 503. */
export class AlmacenNoDisponible extends Error {
  readonly motivo: MotivoAlmacen
  constructor(motivo: MotivoAlmacen, detalle: string, cause?: unknown) {
    super(`the database cannot serve (${motivo}): ${detalle}`, { cause })
    this.name = 'AlmacenNoDisponible'
    this.motivo = motivo
  }
}

export interface Almacen {
  /**
   * Runs the work in one transaction: all of it is kept, or nothing when it throws.
   * The work may run more than once (a conflict with another node): it must touch nothing but `uow`.
   * @throws {AlmacenNoDisponible} when the database cannot serve. Any other error is the work's own.
   */
  transaccion<T>(trabajo: (uow: UnidadDeTrabajo) => Promise<T>): Promise<T>
  /** Answers when the database does; used by /readyz. @throws when it does not. */
  comprobar(): Promise<void>
  cerrar(): Promise<void>
}
