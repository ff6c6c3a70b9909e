/** Requests in progress, and what leads to and through them. */
import type { MotivoAlto, Prueba } from '../../domain/pasos.ts'
import type { Operacion, OperacionDeTramite, Perfil } from '../../domain/perfil.ts'
import type { Resultado } from '../../domain/resultado.ts'

export type TipoEnlace = 'confirmar-correo' | 'recuperar' | 'no-fui-yo' | 'volver' | 'aceptar-otec'

export interface Enlace {
  id: string
  tipo: TipoEnlace
  huella: string
  cuentaId: string
  /** The event, the change of e-mail or the OTEC's request that it is about, if any. */
  asuntoId: string | null
  venceEn: Date
  usadoEn: Date | null
}

export interface Enlaces {
  crear(enlace: Enlace): Promise<void>
  porHuella(huella: string): Promise<Enlace | undefined>
  porId(id: string): Promise<Enlace | undefined>
  /** Marks as used if it was not. @returns whether this call did it. */
  usar(id: string, ahora: Date): Promise<boolean>
  /** Ends the open links of that kind of an account (newest only). */
  borrarDeCuenta(cuentaId: string, tipo: TipoEnlace): Promise<void>
  /** Ends the open links about one matter (newest only). */
  borrarDeAsunto(asuntoId: string): Promise<void>
  borrarVencidos(ahora: Date): Promise<number>
}

/** A request in progress (solicitud). The step that may be shown is a function of it. */
export interface Solicitud {
  id: string
  operacion: OperacionDeTramite
  perfil: Perfil
  /** Null for a decoy: the identifier has no account. */
  cuentaId: string | null
  /** Fingerprint of perfil and identificador, for counters and the decoy's question. */
  sujeto: string
  /** The identifier, encrypted, to show it back to its session. */
  identificadorCifrado: string
  /** In the order in which they were given. */
  pruebas: Prueba[]
  estado: 'abierta' | 'lista' | 'detenida'
  /** Why it cannot go on, when 'detenida'. */
  motivo: MotivoAlto | null
  /** What the result page shows, encrypted; ids, codes and masked values only. */
  resultadoCifrado: string | null
  /** A temporary key to show, encrypted, and until when; wiped then. */
  secretoCifrado: string | null
  secretoVenceEn: Date | null
  /** The operation to go back to after completing missing data. */
  origen: Operacion | null
  /** Registered system to go back to, already judged. */
  volver: { sistema: string; url: string } | null
  creadaEn: Date
  venceEn: Date
}

export interface Solicitudes {
  crear(solicitud: Solicitud): Promise<void>
  /** Undefined when unknown; expired ones are returned: the caller compares with its clock. */
  porId(id: string): Promise<Solicitud | undefined>
  guardar(solicitud: Solicitud): Promise<void>
  borrar(id: string): Promise<void>
  /** Ends the open requests of an account, all but one. */
  borrarAbiertasDeCuenta(cuentaId: string, salvo: string | null): Promise<void>
  /** Wipes the temporary keys whose time on the page is over. */
  borrarSecretosVencidos(ahora: Date): Promise<number>
  borrarVencidas(ahora: Date): Promise<number>
}

/**
 * The outcome of the submission of a form, so that a double click gets the same answer: the id of the request
 * that it made or moved, or refusals. Codes only.
 */
export type Desenlace = Resultado<string>

export interface Envio {
  /** Id of the captcha's challenge: consuming it and claiming the submission are one act. */
  id: string
  /** Fingerprint of what was sent. */
  huella: string
  /** Null while the first one is being worked on. */
  desenlace: Desenlace | null
  venceEn: Date
}

export interface Envios {
  /** @returns undefined when this call is the first with that id, and the stored one otherwise. */
  reclamar(envio: Envio): Promise<Envio | undefined>
  porId(id: string): Promise<Envio | undefined>
  terminar(id: string, desenlace: Desenlace): Promise<void>
  /** Forgets that it was claimed. */
  soltar(id: string): Promise<void>
  borrarVencidos(ahora: Date): Promise<number>
}

/** A 6-digit code sent to the registered mailbox, bound to one request. */
export interface Codigo {
  solicitudId: string
  huella: string
  venceEn: Date
}

export interface Codigos {
  poner(codigo: Codigo): Promise<void>
  porSolicitud(solicitudId: string): Promise<Codigo | undefined>
  borrar(solicitudId: string): Promise<void>
  borrarVencidos(ahora: Date): Promise<number>
}

export interface SesionGuardada {
  idHuella: string
  cuentaId: string | null
  datos: string
  venceEn: Date
}

export interface Sesiones {
  leer(idHuella: string): Promise<SesionGuardada | undefined>
  guardar(sesion: SesionGuardada): Promise<void>
  /** Moves the end of a session, never creating one. */
  prolongar(idHuella: string, venceEn: Date): Promise<void>
  borrar(idHuella: string): Promise<void>
  borrarDeCuenta(cuentaId: string): Promise<number>
  borrarVencidas(ahora: Date): Promise<number>
}

/** A case for the call centre. */
export interface Caso {
  /** Eight characters without look-alikes, as told to the person. */
  numero: string
  motivo: string
  perfil: Perfil
  cuentaId: string | null
  sujeto: string
  creadoEn: Date
}

export interface Casos {
  /** @returns the open case of that reason and subject if there is one, and otherwise this one, now kept. */
  abrir(caso: Caso): Promise<Caso>
  porNumero(numero: string): Promise<Caso | undefined>
  deSujeto(sujeto: string): Promise<Caso[]>
}
