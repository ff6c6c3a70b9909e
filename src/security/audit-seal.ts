import { createHmac } from 'node:crypto'
import type { Sealer, StoredAuditEntry } from '../application/ports.ts'
import { safeEqual } from './fingerprints.ts'
import { currentKey, deriveKey, type SymmetricKey } from './keys.ts'

/**
 * Seals batches of audit entries with a chained HMAC. The key is derived from the pepper, which is never in
 * the database: write access to the database is not enough to forge a seal.
 * @param peppers the first makes new seals; all of them verify.
 * @throws Error when there is no pepper.
 */
export function createSealer(peppers: readonly SymmetricKey[]): Sealer {
  const current = currentKey(peppers)
  const keys = new Map(peppers.map(({ id, bytes }) => [id, deriveKey(bytes, 'bitacora')]))

  const computeSeal = (keyId: string, previous: string | null, rows: readonly StoredAuditEntry[]) => {
    const key = keys.get(keyId)
    return key && createHmac('sha256', key).update(serialize(previous, rows)).digest('base64url')
  }

  return {
    seal(previous, rows) {
      const seal = computeSeal(current.id, previous, rows)
      if (!seal) throw new Error('the key of the seals is missing')
      return { keyId: current.id, seal }
    },
    verify({ keyId, seal }, previous, rows) {
      const expected = computeSeal(keyId, previous, rows)
      if (!expected) return 'llave_desconocida'
      return safeEqual(expected, seal) ? 'integra' : 'alterada'
    },
  }
}

/**
 * Canonical text: array positions are fixed and the detail's keys sorted, since a database may reorder them.
 */
function serialize(previous: string | null, rows: readonly StoredAuditEntry[]): string {
  return JSON.stringify([
    previous,
    rows.map(({ number, at, event, actor, cuentaId, subject, requestId, result, detail }) => [
      ...[number, at.toISOString(), event, actor, cuentaId, subject, requestId, result],
      detail && Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ])
}
