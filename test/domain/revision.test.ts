import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePageView, TURNS, turned } from '../../src/domain/documento/page-view.ts'
import { AGES, parseQueue, queueParams, receivedWithin, SHOWN } from '../../src/domain/documento/queue.ts'
import { comparedData, whyNotReviewing } from '../../src/domain/documento/review.ts'
import { PERFILES } from '../../src/domain/perfil.ts'

const NOW = new Date('2026-11-29T12:00:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000)

describe('the list of documents', () => {
  it('is the same again from the address of any of its filters', () => {
    const filter = fc.record({
      estado: fc.constantFrom(...SHOWN),
      perfil: fc.constantFrom(undefined, ...PERFILES),
      kind: fc.constantFrom(undefined, 'cedula' as const, 'e_rut' as const),
      age: fc.constantFrom(undefined, ...AGES),
      newestFirst: fc.boolean(),
    })
    fc.assert(
      fc.property(filter, (one) => {
        const params = queueParams(one)
        expect(parseQueue((name) => params[name])).toEqual(one)
      }),
    )
  })

  it('takes whatever else an address says for the list as it opens', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^(decidido|recientes|antiguos|hoy|semana|atrasados|natural|juridica|migrante)$/.test(text))
        expect(parseQueue(() => text)).toMatchObject({
          estado: 'pendiente',
          newestFirst: false,
          age: undefined,
        })
      }),
    )
  })

  it('has each document in exactly one age', () => {
    for (const days of [0, 0.5, 1, 1.01, 6.9, 7, 90]) {
      const inside = AGES.filter((age) => {
        const { from, until } = receivedWithin(age, NOW)
        return (!from || ago(days) > from) && (!until || ago(days) <= until)
      })
      expect(inside, String(days)).toEqual([days < 1 ? 'hoy' : days < 7 ? 'semana' : 'atrasados'])
    }
  })
})

describe('a document under review', () => {
  const held = { estado: 'pendiente', reviewerId: 'rosa', reviewUntil: new Date(NOW.getTime() + 1) } as const

  it('is of who took it, until their time is over or it is decided', () => {
    expect(whyNotReviewing(held, 'rosa', NOW)).toBeUndefined()
    expect(whyNotReviewing(held, 'pedro', NOW)).toBe('ajeno')
    expect(whyNotReviewing({ ...held, reviewUntil: NOW }, 'rosa', NOW)).toBe('vencido')
    expect(whyNotReviewing({ ...held, reviewerId: null, reviewUntil: null }, 'rosa', NOW)).toBe('vencido')
    expect(whyNotReviewing({ ...held, estado: 'rechazado' }, 'rosa', NOW)).toBe('ya_decidido')
    expect(whyNotReviewing(undefined, 'rosa', NOW)).toBe('no_existe')
  })

  it('is compared by what it shows and the account has', () => {
    const person = {
      ...{ identificador: 'AB1', nombres: 'Ana', razonSocial: null, fechaNacimiento: '1990-01-01' },
      ...{ paisOrigen: 'PE', rutRepresentante: null },
    }
    expect(comparedData('identificacion', person)).toEqual(['numero', 'nombre', 'nacimiento', 'pais'])
    expect(comparedData('identificacion', { ...person, fechaNacimiento: null })).not.toContain('nacimiento')
    expect(comparedData('cedula', person)).not.toContain('pais')
    const organisation = { ...person, nombres: null, razonSocial: 'Sur', rutRepresentante: '1-9' }
    expect(comparedData('escritura', organisation)).toEqual(['numero', 'nombre', 'representante'])
  })

  it('is shown in sizes and turns of a closed list, whatever its address says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
        const { page, size, turn } = parsePageView(() => text)
        expect(page >= 1 && page <= 20 && size >= 1 && size <= 3 && TURNS.includes(turn)).toBe(true)
      }),
    )
    const view = parsePageView(() => undefined)
    expect(turned(turned(turned(turned(view, 90), 90), 90), 90)).toEqual(view)
    expect(turned(turned(view, 90), 270)).toEqual(view)
  })
})
