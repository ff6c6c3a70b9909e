/** How messages leave. */
import type { Aviso, AvisoSms } from '../../domain/avisos.ts'

export interface Correo {
  /** Key of idempotency: the Message-ID is made from it, so that a second copy can be recognised. */
  id: string
  para: string
  asunto: string
  html: string
  texto: string
}

export interface Sms {
  /** Key of idempotency: a gateway that has taken it sends it no second time. */
  id: string
  /** Nine digits, the first a 9. */
  para: string
  /** What fits in one message. */
  texto: string
}

/** Thrown by a transport. `permanente`: this recipient will never take it. */
export class EnvioFallido extends Error {
  readonly permanente: boolean
  readonly codigo: string
  constructor(codigo: string, permanente: boolean) {
    super(`the message was not taken: ${codigo}`)
    this.name = 'EnvioFallido'
    this.codigo = codigo
    this.permanente = permanente
  }
}

/** Turn a notice into the message that will be sent; `id` is that of the outbox. */
export type Redactor = (aviso: Aviso, para: string, id: string) => Correo
export type RedactorSms = (aviso: AvisoSms, para: string, id: string) => Sms

export interface Transporte<M> {
  /**
   * Settles within a minute, however the other side behaves.
   * @throws {EnvioFallido}
   */
  enviar(mensaje: M): Promise<void>
  /** Says whether messages can leave now; used by `revisar`. */
  comprobar(): Promise<boolean>
  cerrar(): Promise<void>
}

export type TransporteCorreo = Transporte<Correo>
export type TransporteSms = Transporte<Sms>
