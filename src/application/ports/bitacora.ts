/** The outbox and the audit: what left, and what happened. */
import type { TipoAviso } from '../../domain/avisos.ts'
import type { EventoBitacora } from '../../domain/eventos.ts'

/** By what a message leaves. */
export type Canal = 'correo' | 'sms'

/** A row of the outbox. */
export interface AvisoEnCola {
  id: string
  tipo: TipoAviso
  canal: Canal
  /** Where to, encrypted. */
  destinoCifrado: string
  /** JSON of the message, encrypted; wiped (null) once sent or abandoned. */
  contenidoCifrado: string | null
  creadoEn: Date
  /** Not before. */
  disponibleEn: Date
  intentos: number
}

export interface ResumenAvisos {
  pendientes: number
  abandonados: number
  /** When the oldest one that has yet to leave was queued. */
  masAntiguoEn: Date | null
}

export interface Avisos {
  encolar(aviso: AvisoEnCola): Promise<void>
  /**
   * Takes up to `tope` due messages of a channel that nobody holds, for as long as `hasta`. Two workers never get the
   * same one.
   */
  arrendar(canal: Canal, quien: string, ahora: Date, hasta: Date, tope: number): Promise<AvisoEnCola[]>
  enviado(id: string, ahora: Date): Promise<void>
  reintentar(id: string, disponibleEn: Date, error: string): Promise<void>
  abandonar(id: string, ahora: Date, error: string): Promise<void>
  /** Lets go of everything that this worker still holds. */
  soltar(quien: string): Promise<number>
  /** Counts for the metrics and `revisar`. */
  resumen(): Promise<ResumenAvisos>
  borrarAntiguos(antesDe: Date): Promise<number>
}

/** Ids and codes only: never personal data. */
export interface Anotacion {
  evento: EventoBitacora
  /** Who acted: 'persona', 'operador:<name>', 'sistema'. */
  actor: string
  cuentaId: string | null
  /** Fingerprint of perfil and identificador, also where there is no account. */
  sujeto: string | null
  /** Id of the HTTP request or the command. */
  origen: string | null
  resultado: string
  detalle: Readonly<Record<string, string | number | boolean>> | null
}

export interface AnotacionGuardada extends Anotacion {
  numero: number
  en: Date
}

export interface Sello {
  numero: number
  desde: number
  hasta: number
  /** Id of the key (pepper) under which it was made. */
  claveId: string
  sello: string
  en: Date
}

export interface Bitacora {
  anotar(anotacion: Anotacion, en: Date): Promise<void>
  /** In order of number, after `numero`, up to `tope`. */
  desde(numero: number, tope: number): Promise<AnotacionGuardada[]>
  deCuenta(cuentaId: string, tope: number): Promise<AnotacionGuardada[]>
  ultimoSello(): Promise<Sello | undefined>
  sellos(desdeNumero: number, tope: number): Promise<Sello[]>
  sellar(sello: Sello): Promise<void>
}

/** Seals batches of the audit with a chained HMAC whose key the database never holds. */
export interface Sellador {
  /** @param anterior the seal before this one; null for the first. */
  sellar(anterior: string | null, filas: readonly AnotacionGuardada[]): Pick<Sello, 'claveId' | 'sello'>
  /** Judges a kept seal against the one before it and the rows that it covers. */
  verificar(
    sello: Pick<Sello, 'claveId' | 'sello'>,
    anterior: string | null,
    filas: readonly AnotacionGuardada[],
  ): 'integra' | 'alterada' | 'llave_desconocida'
}
