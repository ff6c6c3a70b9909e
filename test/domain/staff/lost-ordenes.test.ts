import { describe, expect, it } from 'vitest'
import { ALL_ORDENES, ordenesLostWith } from '../../../src/domain/staff/lost-ordenes.ts'
import { ORDEN_KINDS } from '../../../src/domain/staff/orden.ts'

describe('orders of two people that end with a power', () => {
  it.each([
    ['supervisor', [], false],
    ['ejecutivo', [], true],
    ['revisor', ORDEN_KINDS, true],
    ['administrador', ORDEN_KINDS, true],
  ] as const)('whoever becomes %s', (rol, asked, granted) => {
    expect(ordenesLostWith(rol)).toEqual({ asked, granted })
  })

  it('whoever is suspended loses all', () => {
    expect(ALL_ORDENES).toEqual({ asked: ORDEN_KINDS, granted: true })
  })
})
