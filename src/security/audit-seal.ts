import { createHmac } from 'node:crypto'
import type { Sealer, StoredAuditEntry } from '../application/ports.ts'
import { safeEqual } from './fingerprints.ts'
import { currentKey, deriveKey, type SymmetricKey } from './keys.ts'

/**
 * Seals batches of the audit with a chained HMAC. The key comes from the pepper, which the database never
 * holds: who can write to the database cannot make a seal.
 * @param peppers new seals are made with the first; all can be verified with.
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

/** One text for one content: arrays have an order, and the detail's keys are sorted, as a database may reorder them. */
function serialize(previous: string | null, rows: readonly StoredAuditEntry[]): string {
  return JSON.stringify([
    previous,
    rows.map(({ number, at, event, actor, cuentaId, subject, requestId, result, detail }) => [
      ...[number, at.toISOString(), event, actor, cuentaId, subject, requestId, result],
      detail && Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ])
}
