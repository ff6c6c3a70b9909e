import { describe, expect, it } from 'vitest'
import { changedFactors, endsOf, type Factor } from '../../../src/domain/account/ends.ts'
import { completeCuenta } from '../../support/storage/contract.ts'

describe('what a change of an account ends', () => {
  const before = completeCuenta()

  it.each([
    ['claveHash', 'clave'],
    ['respuestaHash', 'respuesta'],
    ['preguntaSecreta', 'respuesta'],
    ['email', 'email'],
    ['celular', 'celular'],
    ['rutRepresentante', 'representante'],
    ['emailRepresentante', 'representante'],
    ['celularRepresentante', 'representante'],
    ['identificador', 'identificador'],
    ['direccion', 'contacto'],
  ] as const)('%s is a change of %s', (part, factor) => {
    expect(changedFactors(before, { ...before, [part]: 'otra cosa' })).toEqual([factor])
  })

  it('what is written without changing is no change', () => {
    const saved = { ...before, version: 9, updatedAt: new Date(0), nombres: 'Otra' }
    expect(changedFactors(before, saved)).toEqual([])
    expect(endsOf([])).toEqual({
      proofs: false,
      mailbox: false,
      representante: false,
      documento: false,
      volver: false,
      pending: 'ninguno',
      ordenes: 'ninguna',
    })
  })

  it('an invitation by two people ends with any factor, an order to close only with the state or the identifier', () => {
    for (const factor of ['clave', 'respuesta', 'celular', 'email', 'representante'] as const) {
      expect(endsOf([factor]).ordenes).toBe('de_factores')
    }
    expect(endsOf(['identificador', 'clave']).ordenes).toBe('todas')
    expect(endsOf(['contacto']).ordenes).toBe('ninguna')
  })

  it.each<Factor>(['clave', 'respuesta', 'celular', 'email', 'representante', 'identificador', 'estado'])(
    'a change of %s ends keys, codes, requests, sessions and links to recover',
    (factor) => expect(endsOf([factor]).proofs).toBe(true),
  )

  it('a change of the mobile ends pending changes that no code to a mailbox asked for', () => {
    expect(endsOf(['celular']).pending).toBe('sin_correo')
    expect(endsOf(['celular', 'clave']).pending).toBe('sin_correo')
  })

  it.each<Factor>(['clave', 'respuesta', 'identificador', 'contacto'])(
    'a change of %s ends pending changes asked for with less than a code, and no others',
    (factor) => expect(endsOf([factor]).pending).toBe('sin_codigo'),
  )

  it.each<Factor>(['email', 'representante', 'estado'])(
    'a change of %s ends every pending change: the code went to what it was',
    (factor) => expect(endsOf([factor]).pending).toBe('todos'),
  )

  it.each<Factor>(['email', 'representante', 'identificador', 'estado'])(
    'a change of %s ends links to send a document',
    (factor) => expect(endsOf([factor]).documento).toBe(true),
  )

  it.each<Factor>(['clave', 'respuesta', 'celular', 'contacto'])(
    'a change of %s ends no link to send a document',
    (factor) => expect(endsOf([factor]).documento).toBe(false),
  )

  it('several changes at once end what each of them ends', () => {
    expect(endsOf(['contacto', 'email'])).toEqual(endsOf(['email']))
    expect(endsOf(['email', 'clave', 'contacto'])).toEqual(endsOf(['email']))
  })
})
