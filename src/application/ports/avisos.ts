/** The outbox of messages. */

import type { AvisoKind, AvisoSms } from '../../domain/notices/avisos.ts'
import type { BounceReason } from '../../domain/notices/bounces.ts'
import type { StaleAt } from '../../domain/notices/usefulness.ts'

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
  /** The aviso as JSON, encrypted; null once sent, and once it is of no use after it was abandoned. */
  encryptedContent: string | null
  createdAt: Date
  /** Not sent before this. */
  availableAt: Date
  /** Since it was queued, or since staff had it sent again after it was abandoned. */
  waitingSince: Date
  tries: number
}

export interface OutboxSummary {
  pending: number
  abandoned: number
  /** Since when the pending message that waits longest does; null when none is pending. */
  oldestAt: Date | null
}

export const AVISO_ESTADOS = ['pendiente', 'abandonado', 'enviado'] as const
export type AvisoEstado = (typeof AVISO_ESTADOS)[number]

/** A message of an account as staff see it: not where it went nor what it said. */
export interface ToldAviso extends Pick<QueuedAviso, 'kind' | 'channel' | 'createdAt'> {
  estado: AvisoEstado
}

/** A message as the list of the outbox has it. */
export interface ListedAviso
  extends ToldAviso,
    Pick<QueuedAviso, 'id' | 'cuentaId' | 'encryptedDestination' | 'availableAt' | 'tries'> {
  /** Why it was not sent when it was last tried. */
  lastError: string | null
  /** Whether what it says is kept; a finished one that was wiped cannot be sent again. */
  isKept: boolean
}

/** Where a list of the outbox goes on. */
export interface OutboxCursor extends Pick<QueuedAviso, 'createdAt' | 'id'> {}

export interface OutboxQuery {
  estado?: AvisoEstado
  kind?: QueuedAviso['kind']
  channel?: Channel
  order: 'antiguos' | 'recientes'
  after?: OutboxCursor
  limit: number
}

/** Messages of a kind that wait or were abandoned. */
export interface UnsentCount extends Pick<QueuedAviso, 'kind'> {
  estado: AvisoEstado
  count: number
  /** When the oldest of them was queued. */
  oldest: Date
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
  /** @param keeps whether it stays as it was queued, to be sent again if somebody asks for it. */
  abandon(id: string, now: Date, error: string, keeps: boolean): Promise<void>
  /**
   * Has messages sent now that were abandoned, or wait for their next try; nothing else, and nothing stale. Of two at
   * once, one finds them.
   * @returns how many.
   */
  requeue(which: { id: string } | Pick<QueuedAviso, 'kind'>, now: Date, stale: StaleAt): Promise<number>
  /** Wipes what is kept of abandoned messages that are of no use now. @returns how many. */
  wipeStale(stale: StaleAt, limit: number): Promise<number>
  findById(id: string): Promise<ListedAviso | undefined>
  findPage(query: OutboxQuery): Promise<ListedAviso[]>
  /** By kind, that with the oldest message first; what waits for its first try too. */
  findUnsent(): Promise<UnsentCount[]>
  /** Since when the message that waits longest does, in one step of an index; null when none waits. */
  findWaitingSince(): Promise<Date | null>
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
  /** The latest first. @param after the last one of the page before. */
  findLatest(limit: number, after?: Pick<Bounce, 'since' | 'cuentaId'>): Promise<Bounce[]>
}
