/** The audit. */

import type { AuditEvent } from '../../domain/notices/audit-events.ts'

/** Ids and codes only: never personal data. */
export interface AuditEntry {
  event: AuditEvent
  /** Who acted, as `formatActor` writes it. */
  actor: string
  cuentaId: string | null
  /** Fingerprint of perfil and identificador; also set when there is no cuenta. */
  subject: string | null
  /** Id of the HTTP request or of the command; null for the worker and the outbox. */
  requestId: string | null
  result: string
  detail: Readonly<Record<string, string | number | boolean>> | null
}

/** An entry with its place in the audit. */
export interface NumberedAuditEntry extends AuditEntry {
  number: number
  at: Date
}

/** An HMAC under a key derived from a pepper, which is never in the database. */
export interface Signature {
  /** Id of the pepper. */
  keyId: string
  hmac: string
}
/** As stored: null where it was written before there were signatures. */
type Signed = { [K in keyof Signature]: string | null }

export type StoredAuditEntry = NumberedAuditEntry & Signed

/** What the audit holds, as last written: what is beyond it was put in, what is missing up to it was taken out. */
export interface AuditMark {
  /** The number of the last entry. */
  last: number
  /** Entries up to this one are older than signatures: only the seals tell of them. */
  since: number
  /** How many seals there are. */
  seals: number
}

export type StoredAuditMark = AuditMark & Signed

export interface Seal {
  number: number
  from: number
  until: number
  /** Id of the pepper it was made with. */
  keyId: string
  seal: string
  at: Date
}

/** How often something that cost nothing happened in one hour. */
export interface HourCount {
  /** Its beginning. */
  hour: Date
  event: AuditEvent
  result: string
  count: number
}

/** Which entries; all that is given has to be so. */
export interface AuditQuery {
  event?: AuditEvent
  /** Any of these, as `formatActor` writes them; or all that begin so. */
  actors?: readonly string[] | { beginning: string }
  /** Ids of accounts, or subjects of entries without one. */
  owners?: readonly string[]
  /** From then on, and before then. */
  from?: Date
  until?: Date
  /** Only entries with smaller numbers. */
  before?: number
}

export interface Audit {
  /** Up to `limit` entries, newest first. */
  findEntries(query: AuditQuery, limit: number): Promise<StoredAuditEntry[]>
  record(entry: AuditEntry, at: Date): Promise<void>
  /** Counts in its hour what is not worth an entry of its own. */
  count(what: Pick<HourCount, 'event' | 'result'>, at: Date): Promise<void>
  /** The counts of hours from then on, newest first. */
  findCounts(from: Date): Promise<HourCount[]>
  /** Takes the counts of hours that began by then, and were raised since they were last taken. */
  takeCounts(until: Date): Promise<HourCount[]>
  /** Up to `limit` entries after `number`, in order. */
  findAfter(number: number, limit: number): Promise<StoredAuditEntry[]>
  /** What happened to it, newest first; without `PAGE_VIEWS`, which would soon be all of it. */
  findByCuenta(cuentaId: string, limit: number): Promise<StoredAuditEntry[]>
  /** Whether anything was ever proven of a cuenta. */
  readWasProven(cuentaId: string): Promise<boolean>
  findLastSeal(): Promise<Seal | undefined>
  /** Up to `limit` seals after `number`, in order. */
  findSealsAfter(number: number, limit: number): Promise<Seal[]>
  /** The next seal, which the mark counts. */
  seal(seal: Seal): Promise<void>
  readMark(): Promise<StoredAuditMark>
}

/** What a signature or seal says of what it was made over. */
export type Verdict = 'integra' | 'alterada' | 'llave_desconocida'

/** Signs each audit entry and the mark, and seals batches with a chain, under keys that are never in the database. */
export interface Sealer {
  /** @returns the signature of an entry under its number. */
  signEntry(entry: NumberedAuditEntry): Signature
  /** An entry without signature is 'alterada'. */
  verifyEntry(entry: StoredAuditEntry): Verdict
  signMark(mark: AuditMark): Signature
  /** A mark without signature is good only as a migration leaves it: with nothing written since. */
  verifyMark(mark: StoredAuditMark): Verdict
  /**
   * @param previous the preceding seal; null for the first.
   * @param since that of the mark, which seals keep from being moved.
   */
  seal(
    previous: string | null,
    rows: readonly StoredAuditEntry[],
    since: number,
  ): Pick<Seal, 'keyId' | 'seal'>
  /** Checks a stored seal against the preceding one and the entries that it covers. */
  verify(
    seal: Pick<Seal, 'keyId' | 'seal'>,
    previous: string | null,
    rows: readonly StoredAuditEntry[],
    since: number,
  ): Verdict
}
