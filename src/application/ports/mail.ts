/** Rendering and sending of messages. */
import type { Aviso, AvisoSms } from '../../domain/notices/avisos.ts'
import type { BounceReason } from '../../domain/notices/bounces.ts'

export interface Mail {
  /** Idempotency key: the Message-ID is derived from it, so that duplicates can be recognised. */
  id: string
  to: string
  subject: string
  html: string
  text: string
}

export interface Sms {
  /** Idempotency key: a gateway that accepted it does not send it twice. */
  id: string
  /** Nine digits, the first a 9. */
  to: string
  /** Fits in one SMS. */
  text: string
}

/**
 * Thrown by a renderer or a transport. `permanent`: trying again will not help. `bounce`: why the mailbox itself takes no
 * mail, when that is the reason.
 */
export class SendFailed extends Error {
  readonly permanent: boolean
  readonly code: string
  readonly bounce: BounceReason | undefined
  constructor(code: string, permanent: boolean, bounce?: BounceReason) {
    super(`the message was not accepted: ${code}`)
    this.name = 'SendFailed'
    this.code = code
    this.permanent = permanent
    this.bounce = bounce
  }
}

/** Turns an aviso into the message to send; `id` is the outbox row's. */
export type MailRenderer = (aviso: Aviso, to: string, id: string) => Mail
export type SmsRenderer = (aviso: AvisoSms, to: string, id: string) => Sms

export interface Transport<M> {
  /**
   * Settles within a minute, whatever the other side does.
   * @throws {SendFailed}
   */
  send(message: M): Promise<void>
  /** Whether messages can be sent now; used by `revisar`. */
  check(): Promise<boolean>
  close(): Promise<void>
}

export type MailTransport = Transport<Mail>
export type SmsTransport = Transport<Sms>
