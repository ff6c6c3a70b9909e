import { describe, expect, it } from 'vitest'
import {
  isAsked,
  isCounterBack,
  mayRemovePasskey,
  needsPasskey,
  newChallenge,
  whatOpens,
} from '../../../src/domain/staff/passkey.ts'
import { ROLES } from '../../../src/domain/staff/roles.ts'

describe('a challenge', () => {
  const now = new Date('2026-11-29T10:00:00Z')
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const challenge = newChallenge('texto', 'ingresar', now)

  it('is good for its use, for five minutes', () => {
    expect(isAsked(challenge, 'ingresar', later(299))).toBe(true)
    expect(isAsked(challenge, 'ingresar', later(300))).toBe(false)
    expect(isAsked(challenge, 'renovar', now)).toBe(false)
    expect(isAsked(challenge, 'registrar', now)).toBe(false)
    expect(isAsked(undefined, 'ingresar', now)).toBe(false)
  })
})

it('takes a counter only further on, and none of those that never count', () => {
  expect(isCounterBack(5, 6)).toBe(false)
  expect(isCounterBack(5, 5)).toBe(true)
  expect(isCounterBack(5, 4)).toBe(true)
  expect(isCounterBack(5, 0)).toBe(true)
  expect(isCounterBack(0, 0)).toBe(false)
  expect(isCounterBack(0, 1)).toBe(false)
})

describe('who needs a passkey', () => {
  it('is a supervisor and an administrador, unless the setting says otherwise', () => {
    expect(ROLES.filter((rol) => needsPasskey(rol, 'demanded'))).toEqual(['supervisor', 'administrador'])
    expect(ROLES.filter((rol) => needsPasskey(rol, 'optional'))).toEqual([])
  })

  it.each(['supervisor', 'administrador'] as const)('enters with nothing else (%s)', (rol) => {
    const at = (passkeys: number) => ({ rol, passkeys, demand: 'demanded' as const })
    expect(whatOpens('passkey', at(1))).toBe('todo')
    expect(whatOpens('totp', at(0))).toBe('registrar_passkey')
    expect(whatOpens('totp', at(1))).toBe('nada')
    expect(whatOpens('recuperacion', at(0))).toBe('registrar_passkey')
    expect(whatOpens('recuperacion', at(1))).toBe('registrar_passkey')
    expect(mayRemovePasskey(rol, 1, 'demanded')).toBe(false)
    expect(mayRemovePasskey(rol, 2, 'demanded')).toBe(true)
  })

  it('is nobody else: their second factors are alike, and the last passkey may go', () => {
    for (const factor of ['passkey', 'totp', 'recuperacion'] as const) {
      expect(whatOpens(factor, { rol: 'ejecutivo', passkeys: 1, demand: 'demanded' })).toBe('todo')
      expect(whatOpens(factor, { rol: 'supervisor', passkeys: 1, demand: 'optional' })).toBe('todo')
    }
    expect(mayRemovePasskey('revisor', 1, 'demanded')).toBe(true)
    expect(mayRemovePasskey('administrador', 1, 'optional')).toBe(true)
  })
})
