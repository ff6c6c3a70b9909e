/** The outbox and the audit: what left, and what happened. */

import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { AvisoKind } from '../../domain/notices/avisos.ts'

/** By what a message leaves. */
export type Channel = 'correo' | 'sms'

/** A row of the outbox. */
export interface QueuedAviso {
  id: string
  kind: AvisoKind
  channel: Channel
  /** Where to, encrypted. */
  encryptedDestination: string
  /** JSON of the message, encrypted; wiped (null) once sent or abandoned. */
  encryptedContent: string | null
  createdAt: Date
  /** Not before. */
  availableAt: Date
  tries: number
}

export interface OutboxSummary {
  pending: number
  abandoned: number
  /** When the oldest one that has yet to leave was queued. */
  oldestAt: Date | null
}

export interface AvisoOutbox {
  enqueue(aviso: QueuedAviso): Promise<void>
  /**
   * Takes up to `limit` due messages of a channel that nobody holds, for as long as `until`. Two workers never get the
   * same one.
   */
  lease(channel: Channel, who: string, now: Date, until: Date, limit: number): Promise<QueuedAviso[]>
  markSent(id: string, now: Date): Promise<void>
  retry(id: string, availableAt: Date, error: string): Promise<void>
  abandon(id: string, now: Date, error: string): Promise<void>
  /** Lets go of everything that this worker still holds. */
  release(who: string): Promise<number>
  /** Counts for the metrics and `doctor`. */
  summary(): Promise<OutboxSummary>
  deleteOld(before: Date): Promise<number>
}

/** Ids and codes only: never personal data. */
export interface AuditEntry {
  event: AuditEvent
  /** Who acted, as `formatActor` writes it. */
  actor: string
  cuentaId: string | null
  /** Fingerprint of perfil and identificador, also where there is no account. */
  subject: string | null
  /** Id of the HTTP request or the command. */
  requestId: string | null
  result: string
  detail: Readonly<Record<string, string | number | boolean>> | null
}

export interface StoredAuditEntry extends AuditEntry {
  number: number
  at: Date
}

export interface Seal {
  number: number
  from: number
  until: number
  /** Id of the key (pepper) under which it was made. */
  keyId: string
  seal: string
  at: Date
}

export interface Audit {
  record(entry: AuditEntry, at: Date): Promise<void>
  /** In order of number, after `number`, up to `limit`. */
  from(number: number, limit: number): Promise<StoredAuditEntry[]>
  findByCuenta(cuentaId: string, limit: number): Promise<StoredAuditEntry[]>
  findLastSeal(): Promise<Seal | undefined>
  seals(afterNumber: number, limit: number): Promise<Seal[]>
  seal(seal: Seal): Promise<void>
}

/** Seals batches of the audit with a chained HMAC whose key the database never holds. */
export interface Sealer {
  /** @param previous the seal before this one; null for the first. */
  seal(previous: string | null, rows: readonly StoredAuditEntry[]): Pick<Seal, 'keyId' | 'seal'>
  /** Judges a kept seal against the one before it and the rows that it covers. */
  verify(
    seal: Pick<Seal, 'keyId' | 'seal'>,
    previous: string | null,
    rows: readonly StoredAuditEntry[],
  ): 'integra' | 'alterada' | 'llave_desconocida'
}
