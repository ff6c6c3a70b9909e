/** How messages leave. */
import type { Aviso, AvisoSms } from '../../domain/notices/avisos.ts'

export interface Mail {
  /** Key of idempotency: the Message-ID is made from it, so that a second copy can be recognised. */
  id: string
  to: string
  subject: string
  html: string
  text: string
}

export interface Sms {
  /** Key of idempotency: a gateway that has taken it sends it no second time. */
  id: string
  /** Nine digits, the first a 9. */
  to: string
  /** What fits in one message. */
  text: string
}

/** Thrown by a transport. `permanent`: this recipient will never take it. */
export class SendFailed extends Error {
  readonly permanent: boolean
  readonly code: string
  constructor(code: string, permanent: boolean) {
    super(`the message was not taken: ${code}`)
    this.name = 'EnvioFallido'
    this.code = code
    this.permanent = permanent
  }
}

/** Turn a notice into the message that will be sent; `id` is that of the outbox. */
export type MailRenderer = (aviso: Aviso, to: string, id: string) => Mail
export type SmsRenderer = (aviso: AvisoSms, to: string, id: string) => Sms

export interface Transport<M> {
  /**
   * Settles within a minute, however the other side behaves.
   * @throws {EnvioFallido}
   */
  send(message: M): Promise<void>
  /** Says whether messages can leave now; used by `doctor`. */
  check(): Promise<boolean>
  close(): Promise<void>
}

export type MailTransport = Transport<Mail>
export type SmsTransport = Transport<Sms>
