import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cuenta, cuentaNueva } from '../../src/domain/cuenta.ts'
import { completar } from '../../src/domain/importacion-completar.ts'

const cuenta = (cambios: Partial<Cuenta>): Cuenta => {
  const comienzo = {
    id: 'a',
    perfil: 'natural',
    identificador: '12345678-5',
    claveHash: cambios.claveHash ?? null,
    preguntaSecreta: cambios.preguntaSecreta ?? null,
    respuestaHash: cambios.respuestaHash ?? null,
  } as const
  return cuentaNueva(comienzo, cambios, new Date(0))
}

const dato = fc.option(fc.constantFrom('uno', 'dos'), { nil: null })
const cualquiera = fc
  .record({
    nombres: dato,
    direccion: dato,
    email: dato,
    celular: dato,
    claveHash: dato,
    respuestaHash: dato,
  })
  .map(cuenta)

test('what an account has stays, what it lacks is filled, and it is filled once', () => {
  fc.assert(
    fc.property(cualquiera, cualquiera, (actual, nueva) => {
      const completado = completar(actual, nueva)
      const despues = { ...actual, ...completado?.cambios }
      for (const campo of [
        'nombres',
        'direccion',
        'email',
        'celular',
        'claveHash',
        'respuestaHash',
      ] as const) {
        expect(despues[campo]).toBe(actual[campo] ?? nueva[campo])
      }
      expect(completado?.campos).not.toEqual([])
      expect(completar(despues, nueva)).toBeUndefined()
    }),
  )
})

test('a comuna brings its región, and a región alone goes to who has no comuna', () => {
  const chillan = cuenta({ region: '16', comuna: '16101' })
  expect(completar(cuenta({ region: '08' }), chillan)).toEqual({
    cambios: { comuna: '16101', region: '16' },
    campos: ['comuna'],
  })
  expect(completar(cuenta({ comuna: '16101' }), cuenta({ region: '08' }))).toBeUndefined()
})

test('a question stays with its own answer', () => {
  const con = (preguntaSecreta: string) =>
    cuenta({ preguntaSecreta, respuestaHash: `hash de ${preguntaSecreta}` })
  expect(completar(con('p01'), con('p02'))).toBeUndefined()
  expect(completar(cuenta({}), con('p02'))?.cambios).toEqual({
    preguntaSecreta: 'p02',
    respuestaHash: 'hash de p02',
  })
})
