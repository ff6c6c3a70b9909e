/** How messages leave. */
import type { Aviso } from '../../domain/avisos.ts'

export interface Correo {
  /** Key of idempotency: the Message-ID is made from it, so that a second copy can be recognised. */
  id: string
  para: string
  asunto: string
  html: string
  texto: string
}

/** Thrown by a transport. `permanente`: this recipient will never take it (5xx). */
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

/** Turns a notice into the message that will be sent; `id` is that of the outbox. */
export type Redactor = (aviso: Aviso, para: string, id: string) => Correo

export interface TransporteCorreo {
  /**
   * Settles within a minute, however the other side behaves.
   * @throws {EnvioFallido}
   */
  enviar(correo: Correo): Promise<void>
  /** Says whether mail can leave now; used by `revisar` and the metrics. */
  comprobar(): Promise<boolean>
  cerrar(): Promise<void>
}
