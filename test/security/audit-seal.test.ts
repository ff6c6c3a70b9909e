import { expect, it } from 'vitest'
import type { StoredAuditEntry } from '../../src/application/ports.ts'
import { createSealer } from '../../src/security/audit-seal.ts'
import { key } from './test-keys.ts'

const sealer = createSealer([key('p1')])
const row = (number: number, changes: Partial<StoredAuditEntry> = {}): StoredAuditEntry => ({
  number,
  at: new Date('2026-03-01T12:00:00Z'),
  event: 'cuenta_creada',
  actor: 'persona',
  cuentaId: 'c-1',
  subject: 's-1',
  requestId: 'r-1',
  result: 'ok',
  detail: { a: 1, b: true },
  ...changes,
})
const rows = [row(1), row(2)]
const first = sealer.seal(null, rows)

it('verifies unaltered rows, whatever the order of the keys in a detail', () => {
  expect(sealer.verify(first, null, rows)).toBe('integra')
  expect(sealer.verify(first, null, [row(1, { detail: { b: true, a: 1 } }), row(2)])).toBe('integra')
})

it.each<[string, StoredAuditEntry[]]>([
  ['changed', [row(1), row(2, { result: 'no' })]],
  ['moved in time', [row(1), row(2, { at: new Date('2026-03-01T12:00:00.001Z') })]],
  ['changed in a detail', [row(1, { detail: { a: 2, b: true } }), row(2)]],
  ['left without detail', [row(1, { detail: null }), row(2)]],
  ['removed', [row(1)]],
  ['added', [...rows, row(3)]],
  ['swapped', [row(2), row(1)]],
])('detects a row that was %s', (_, others) => {
  expect(sealer.verify(first, null, others)).toBe('alterada')
})

it('chains each seal to the previous one', () => {
  const second = sealer.seal(first.seal, [row(3)])
  expect(sealer.verify(second, first.seal, [row(3)])).toBe('integra')
  expect(sealer.verify(second, null, [row(3)])).toBe('alterada')
})

it('verifies seals after the pepper is rotated, and tells a missing key from an alteration', () => {
  const after = createSealer([key('p2'), key('p1')])
  expect(after.verify(first, null, rows)).toBe('integra')
  expect(after.seal(null, rows).keyId).toBe('p2')
  expect(createSealer([key('p2')]).verify(first, null, rows)).toBe('llave_desconocida')
  expect(createSealer([{ id: 'p1', bytes: key('x').bytes }]).verify(first, null, rows)).toBe('alterada')
})
