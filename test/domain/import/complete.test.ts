import fc from 'fast-check'
import { expect, test } from 'vitest'
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
const anyone = fc
  .record({
    nombres: datum,
    direccion: datum,
    email: datum,
    celular: datum,
    claveHash: datum,
    respuestaHash: datum,
  })
  .map(cuenta)

test('what an account has stays, what it lacks is filled, and it is filled once', () => {
  fc.assert(
    fc.property(anyone, anyone, (current, newClave) => {
      const completed = complete(current, newClave)
      const after = { ...current, ...completed?.changes }
      for (const field of [
        'nombres',
        'direccion',
        'email',
        'celular',
        'claveHash',
        'respuestaHash',
      ] as const) {
        expect(after[field]).toBe(current[field] ?? newClave[field])
      }
      expect(completed?.fields).not.toEqual([])
      expect(complete(after, newClave)).toBeUndefined()
    }),
  )
})

test('a comuna brings its región, and a región alone goes to who has no comuna', () => {
  const chillan = cuenta({ region: '16', comuna: '16101' })
  expect(complete(cuenta({ region: '08' }), chillan)).toEqual({
    changes: { comuna: '16101', region: '16' },
    fields: ['comuna'],
  })
  expect(complete(cuenta({ comuna: '16101' }), cuenta({ region: '08' }))).toBeUndefined()
})

test('a question stays with its own answer', () => {
  const con = (preguntaSecreta: string) =>
    cuenta({ preguntaSecreta, respuestaHash: `hash de ${preguntaSecreta}` })
  expect(complete(con('p01'), con('p02'))).toBeUndefined()
  expect(complete(cuenta({}), con('p02'))?.changes).toEqual({
    preguntaSecreta: 'p02',
    respuestaHash: 'hash de p02',
  })
})
