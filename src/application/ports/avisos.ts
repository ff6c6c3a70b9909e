/** The outbox of messages. */

import type { AvisoKind, AvisoSms } from '../../domain/notices/avisos.ts'
import type { BounceReason } from '../../domain/notices/bounces.ts'

/** How a message is sent. */
export type Channel = 'correo' | 'sms'

/** A row of the outbox. */
export interface QueuedAviso {
  id: string
  kind: AvisoKind | AvisoSms['kind']
  channel: Channel
  /** Whose account it is about; null in rows of before that was written. */
  cuentaId: string | null
  /** Address or mobile, encrypted. */
  encryptedDestination: string
  /** The aviso as JSON, encrypted; null once sent or abandoned. */
  encryptedContent: string | null
  createdAt: Date
  /** Not sent before this. */
  availableAt: Date
  tries: number
}

export interface OutboxSummary {
  pending: number
  abandoned: number
  /** When the oldest pending message was queued; null when none is pending. */
  oldestAt: Date | null
}

/** A message of an account as staff see it: not where it went nor what it said. */
export interface ToldAviso extends Pick<QueuedAviso, 'kind' | 'channel' | 'createdAt'> {
  estado: 'pendiente' | 'enviado' | 'abandonado'
}

export interface AvisoOutbox {
  enqueue(aviso: QueuedAviso): Promise<void>
  /**
   * Leases up to `limit` due, unleased messages of a channel until `until`. Two workers never get the same
   * one.
   */
  lease(channel: Channel, who: string, now: Date, until: Date, limit: number): Promise<QueuedAviso[]>
  markSent(id: string, now: Date): Promise<void>
  retry(id: string, availableAt: Date, error: string): Promise<void>
  abandon(id: string, now: Date, error: string): Promise<void>
  /** Newest first. */
  findByCuenta(cuentaId: string, limit: number): Promise<ToldAviso[]>
  /** Releases every lease of this worker. @returns how many. */
  release(who: string): Promise<number>
  /** For the metrics and `doctor`. */
  readSummary(): Promise<OutboxSummary>
}

/** A mailbox of a cuenta that mail does not reach. */
export interface Bounce {
  cuentaId: string
  /** Fingerprint of its address. */
  mailbox: string
  reason: BounceReason
  /** When it was first refused, since mail last reached it. */
  since: Date
}

export interface Bounces {
  findByCuenta(cuentaId: string): Promise<Bounce[]>
  /** Stores it in place of what was known of that mailbox. */
  put(bounce: Bounce): Promise<void>
  /** @returns whether there was one. */
  delete(cuentaId: string, mailbox: string): Promise<boolean>
  readCount(): Promise<number>
}
