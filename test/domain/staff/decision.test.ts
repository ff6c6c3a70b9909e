import { describe, expect, it } from 'vitest'
import { decideBy, effectOf, isHeard, whyNotDecided } from '../../../src/domain/staff/decision.ts'
import type { Orden, OrdenEstado } from '../../../src/domain/staff/orden.ts'
import { addDays, addHours } from '../../../src/domain/values/durations.ts'

const NOW = new Date('2026-11-22T15:00:00.000Z')
const ORDEN: Orden = {
  id: 'una',
  number: 'ABCD2345',
  kind: 'liberar',
  cuentaId: 'una',
  reason: 'no_representa',
  documentoVisto: 'cedula',
  llamadaId: null,
  encryptedEmail: null,
  encryptedPayload: null,
  cuentaVersion: 3,
  estado: 'pedida',
  askedBy: 'operador:ana',
  askedAt: NOW,
  expiresAt: addDays(NOW, 7),
  decidedBy: null,
  decidedAt: null,
  effectiveAt: null,
  endedAt: null,
}
const DECISION = { verdict: 'conceder', by: 'operador:eva', now: NOW, current: 3, seen: 3 } as const

describe('a decision on an order of two people', () => {
  it('is taken by another person, in time, about the account as they saw it', () => {
    expect(whyNotDecided(ORDEN, DECISION)).toBeUndefined()
    expect(whyNotDecided(ORDEN, { ...DECISION, by: 'operador:ana' })).toBe('misma_persona')
    expect(whyNotDecided(ORDEN, { ...DECISION, now: ORDEN.expiresAt })).toBe('vencida')
    expect(whyNotDecided(ORDEN, { ...DECISION, current: 4 })).toBe('cambio_entretanto')
    expect(whyNotDecided(ORDEN, { ...DECISION, current: 4, seen: 4 })).toBeUndefined()
  })

  it('refuses one that was granted, also by who asked or granted it, until it takes effect', () => {
    const granted: Orden = { ...ORDEN, estado: 'concedida', effectiveAt: addHours(NOW, 24) }
    const refusing = { ...DECISION, verdict: 'rechazar' } as const
    expect(whyNotDecided(granted, refusing)).toBeUndefined()
    expect(whyNotDecided(granted, { ...refusing, by: 'operador:ana' })).toBeUndefined()
    expect(whyNotDecided({ ...granted, estado: 'aplicada' }, refusing)).toBe('terminada')
  })

  it.each<[OrdenEstado, string]>([
    ['concedida', 'ya_concedida'],
    ['vencida', 'vencida'],
    ['rechazada', 'terminada'],
    ['objetada', 'terminada'],
    ['aplicada', 'terminada'],
    ['sin_efecto', 'terminada'],
  ])('is not taken on one that is %s', (estado, refusal) => {
    expect(whyNotDecided({ ...ORDEN, estado }, DECISION)).toBe(refusal)
  })

  it('takes effect after 24 hours, ten days where “No fui yo” was said', () => {
    expect(effectOf(NOW, false)).toEqual(addHours(NOW, 24))
    expect(effectOf(NOW, true)).toEqual(addDays(NOW, 10))
  })
})

describe('an objection', () => {
  const objected = { kind: 'liberar', endedAt: NOW } as const
  const frozen = { estado: 'congelada', updatedAt: NOW } as const

  it('is heard once, while the account is frozen by it, about an order of its kind', () => {
    expect(isHeard(ORDEN, frozen, objected)).toBe(true)
    expect(isHeard(ORDEN, frozen, undefined)).toBe(false)
    expect(isHeard(ORDEN, frozen, { ...objected, kind: 'invitar' })).toBe(false)
    // What else it may end in: the account is given back.
    expect(isHeard({ kind: 'descongelar' }, frozen, objected)).toBe(true)
    expect(isHeard({ kind: 'descongelar' }, frozen, undefined)).toBe(false)
    expect(isHeard(ORDEN, { ...frozen, estado: 'activa' }, objected)).toBe(false)
    // Given back, and frozen anew.
    expect(isHeard(ORDEN, { ...frozen, updatedAt: addHours(NOW, 1) }, objected)).toBe(false)
  })

  it.each([
    ['a Tuesday', '2026-11-24T15:00:00.000Z', '2026-11-25T15:00:00.000Z'],
    ['a Friday', '2026-11-27T15:00:00.000Z', '2026-11-30T15:00:00.000Z'],
    ['a Saturday', '2026-11-28T15:00:00.000Z', '2026-11-30T21:00:00.000Z'],
    ['Christmas', '2026-12-25T12:00:00.000Z', '2026-12-28T21:00:00.000Z'],
    // Still Thursday in Chile, although Friday elsewhere.
    ['a Thursday night', '2026-11-27T01:00:00.000Z', '2026-11-27T21:00:00.000Z'],
  ])('of %s is decided within a working day', (_day, at, due) => {
    expect(decideBy(new Date(at)).toISOString()).toBe(due)
  })
})
