import { createHmac } from 'node:crypto'
import type {
  AuditMark,
  NumberedAuditEntry,
  Sealer,
  StoredAuditEntry,
  Verdict,
} from '../application/ports.ts'
import { safeEqual } from './fingerprints.ts'
import { currentKey, deriveKey, type SymmetricKey } from './keys.ts'

/** What each key is derived for: what was made for one purpose never verifies for another. */
const PURPOSES = { seal: 'bitacora', entry: 'bitacora-anotacion', mark: 'bitacora-marca' } as const
type Purpose = keyof typeof PURPOSES

/**
 * Signs audit entries and their mark, and seals batches with a chained HMAC. The keys are derived from the pepper,
 * which is never in the database: write access to the database is not enough to forge any (docs/decisions/0054).
 * @param peppers the first makes new ones; all of them verify.
 * @throws Error when there is no pepper.
 */
export function createSealer(peppers: readonly SymmetricKey[]): Sealer {
  const keyId = currentKey(peppers).id
  const keys = new Map(
    peppers.map(({ id, bytes }) => [
      id,
      {
        seal: deriveKey(bytes, PURPOSES.seal),
        entry: deriveKey(bytes, PURPOSES.entry),
        mark: deriveKey(bytes, PURPOSES.mark),
      },
    ]),
  )

  function hmac(purpose: Purpose, id: string, text: string): string | undefined {
    const key = keys.get(id)?.[purpose]
    return key && createHmac('sha256', key).update(text).digest('base64url')
  }
  function sign(purpose: Purpose, text: string): string {
    const signature = hmac(purpose, keyId, text)
    if (!signature) throw new Error('the key of the audit is missing')
    return signature
  }
  function judge(purpose: Purpose, id: string | null, signature: string | null, text: string): Verdict {
    if (id === null || signature === null) return 'alterada'
    const expected = hmac(purpose, id, text)
    if (!expected) return 'llave_desconocida'
    return safeEqual(expected, signature) ? 'integra' : 'alterada'
  }

  return {
    signEntry: (entry) => ({ keyId, hmac: sign('entry', entryText(entry)) }),
    verifyEntry: (entry) => judge('entry', entry.keyId, entry.hmac, entryText(entry)),
    signMark: (mark) => ({ keyId, hmac: sign('mark', markText(mark)) }),
    verifyMark(mark) {
      // Of entries older than marks it was signed with the migration: `signFirstMark`.
      const isFresh = mark.hmac === null && mark.last === 0 && mark.since === 0 && mark.seals === 0
      return isFresh ? 'integra' : judge('mark', mark.keyId, mark.hmac, markText(mark))
    },
    seal: (previous, rows, since) => ({ keyId, seal: sign('seal', batchText(previous, rows, since)) }),
    verify: (seal, previous, rows, since) =>
      judge('seal', seal.keyId, seal.seal, batchText(previous, rows, since)),
  }
}

/**
 * Canonical value of an entry: positions are fixed and the detail's keys sorted, since a database may reorder them.
 */
const canonical = (entry: NumberedAuditEntry) => {
  const { number, at, event, actor, cuentaId, subject, requestId, result, detail } = entry
  return [
    ...[number, at.toISOString(), event, actor, cuentaId, subject, requestId, result],
    detail && Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
}

const entryText = (entry: NumberedAuditEntry) => JSON.stringify(canonical(entry))

const markText = ({ last, since, seals }: AuditMark) => JSON.stringify([last, since, seals])

/**
 * A batch that ends before signatures began is sealed as it was then. Later ones bind the signatures, so that none can
 * be taken off what was sealed, and where they began.
 */
function batchText(previous: string | null, rows: readonly StoredAuditEntry[], since: number): string {
  if ((rows.at(-1)?.number ?? 0) <= since) return JSON.stringify([previous, rows.map(canonical)])
  const signed = rows.map((row) => [...canonical(row), row.keyId, row.hmac])
  return JSON.stringify([previous, since, signed])
}
