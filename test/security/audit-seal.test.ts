import { describe, expect, it } from 'vitest'
import type { NumberedAuditEntry, StoredAuditEntry } from '../../src/application/ports.ts'
import { createSealer } from '../../src/security/audit-seal.ts'
import { key } from './test-keys.ts'

const sealer = createSealer([key('p1')])
const entry = (number: number, changes: Partial<NumberedAuditEntry> = {}): NumberedAuditEntry => ({
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
const signed = (one: NumberedAuditEntry): StoredAuditEntry => ({ ...one, ...sealer.signEntry(one) })
const row = (number: number, changes: Partial<StoredAuditEntry> = {}) => ({
  ...signed(entry(number)),
  ...changes,
})
const rows = [row(1), row(2)]
const first = sealer.seal(null, rows, 0)

describe('the signature of an entry', () => {
  it('holds whatever the order of the keys in a detail', () => {
    expect(sealer.verifyEntry(row(1))).toBe('integra')
    expect(sealer.verifyEntry(row(1, { detail: { b: true, a: 1 } }))).toBe('integra')
  })

  it.each<Partial<StoredAuditEntry>>([
    { number: 2 },
    { at: new Date('2026-03-01T12:00:00.001Z') },
    { event: 'cuenta_vista' },
    { actor: 'operador:otra' },
    { cuentaId: null },
    { subject: 's-2' },
    { requestId: 'r-2' },
    { result: 'no' },
    { detail: { a: 2, b: true } },
    { detail: null },
    { hmac: signed(entry(2)).hmac },
    { hmac: null },
    { keyId: null },
  ])('binds it: with %o it does not verify', (changes) => {
    expect(sealer.verifyEntry(row(1, changes))).toBe('alterada')
  })

  it('is neither a seal nor the signature of a mark', () => {
    const text = { last: 1, since: 0, seals: 0 }
    const mark = { ...text, ...sealer.signMark(text) }
    expect(sealer.verifyMark(mark)).toBe('integra')
    expect(sealer.verifyMark({ ...mark, last: 2 })).toBe('alterada')
    expect(sealer.verifyMark({ ...mark, since: 1 })).toBe('alterada')
    expect(sealer.verifyMark({ ...mark, hmac: row(1).hmac })).toBe('alterada')
    expect(sealer.verifyMark({ ...mark, hmac: null })).toBe('alterada')
  })
})

describe('a seal', () => {
  it.each<[string, StoredAuditEntry[]]>([
    ['changed', [row(1), row(2, { result: 'no' })]],
    ['moved in time', [row(1), row(2, { at: new Date('2026-03-01T12:00:00.001Z') })]],
    ['changed in a detail', [row(1, { detail: { a: 2, b: true } }), row(2)]],
    ['left without detail', [row(1, { detail: null }), row(2)]],
    ['left without its signature', [row(1), row(2, { keyId: null, hmac: null })]],
    ['removed', [row(1)]],
    ['added', [...rows, row(3)]],
    ['swapped', [row(2), row(1)]],
  ])('detects a row that was %s', (_, others) => {
    expect(sealer.verify(first, null, rows, 0)).toBe('integra')
    expect(sealer.verify(first, null, others, 0)).toBe('alterada')
  })

  it('binds where signatures began', () => {
    expect(sealer.verify(first, null, rows, 1)).toBe('alterada')
    expect(sealer.verify(first, null, rows, 2)).toBe('alterada')
  })

  it('is what it was before there were signatures, on rows of then', () => {
    const older = [1, 2].map((number) => ({ ...entry(number), keyId: null, hmac: null }))
    // Made by the version before.
    const seal = { keyId: 'p1', seal: 'KONaAQp-2cgV_2OA9AcUeTFQKQkIC53zRjKdziBm0vs' }
    expect(sealer.verify(seal, null, older, 2)).toBe('integra')
  })

  it('is chained to the previous one', () => {
    const second = sealer.seal(first.seal, [row(3)], 0)
    expect(sealer.verify(second, first.seal, [row(3)], 0)).toBe('integra')
    expect(sealer.verify(second, null, [row(3)], 0)).toBe('alterada')
  })
})

it('verifies after the pepper is rotated, and tells a missing key from an alteration', () => {
  const after = createSealer([key('p2'), key('p1')])
  expect(after.verify(first, null, rows, 0)).toBe('integra')
  expect(after.verifyEntry(row(1))).toBe('integra')
  expect(after.seal(null, rows, 0).keyId).toBe('p2')
  expect(after.signEntry(entry(1)).keyId).toBe('p2')
  const without = createSealer([key('p2')])
  expect(without.verify(first, null, rows, 0)).toBe('llave_desconocida')
  expect(without.verifyEntry(row(1))).toBe('llave_desconocida')
  const other = createSealer([{ id: 'p1', bytes: key('x').bytes }])
  expect(other.verify(first, null, rows, 0)).toBe('alterada')
  expect(other.verifyEntry(row(1))).toBe('alterada')
})
