import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Cuenta, makeCuenta } from '../../../src/domain/account/cuenta.ts'
import { complete } from '../../../src/domain/import/complete.ts'

const cuenta = (changes: Partial<Cuenta>): Cuenta => {
  const start = {
    id: 'a',
    perfil: 'natural',
    identificador: '12345678-5',
    claveHash: changes.claveHash ?? null,
    preguntaSecreta: changes.preguntaSecreta ?? null,
    respuestaHash: changes.respuestaHash ?? null,
  } as const
  return makeCuenta(start, changes, new Date(0))
}

const datum = fc.option(fc.constantFrom('uno', 'dos'), { nil: null })
const anyCuenta = fc
  .record({
    nombres: datum,
    direccion: datum,
    email: datum,
    celular: datum,
    claveHash: datum,
    respuestaHash: datum,
  })
  .map(cuenta)

it('keeps existing data, fills in missing data, and is idempotent', () => {
  fc.assert(
    fc.property(anyCuenta, anyCuenta, (current, imported) => {
      const completed = complete(current, imported)
      const after = { ...current, ...completed?.changes }
      for (const field of [
        'nombres',
        'direccion',
        'email',
        'celular',
        'claveHash',
        'respuestaHash',
      ] as const) {
        expect(after[field]).toBe(current[field] ?? imported[field])
      }
      expect(completed?.fields).not.toEqual([])
      expect(complete(after, imported)).toBeUndefined()
    }),
  )
})

it('sets the región along with the comuna, and never changes the región of an existing comuna', () => {
  const chillan = cuenta({ region: '16', comuna: '16101' })
  expect(complete(cuenta({ region: '08' }), chillan)).toEqual({
    changes: { comuna: '16101', region: '16' },
    fields: ['comuna'],
  })
  expect(complete(cuenta({ comuna: '16101' }), cuenta({ region: '08' }))).toBeUndefined()
})

it('keeps a question together with its own answer', () => {
  const withPregunta = (preguntaSecreta: string) =>
    cuenta({ preguntaSecreta, respuestaHash: `hash de ${preguntaSecreta}` })
  expect(complete(withPregunta('p01'), withPregunta('p02'))).toBeUndefined()
  expect(complete(cuenta({}), withPregunta('p02'))?.changes).toEqual({
    preguntaSecreta: 'p02',
    respuestaHash: 'hash de p02',
  })
})
