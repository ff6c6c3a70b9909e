/** Accounts that the call centre made of what was dictated (product.md “Calls”). */
import { describe, expect, it } from 'vitest'
import {
  activatedByPhone,
  awaitsActivation,
  registeredByPhone,
} from '../../../src/domain/account/by-phone.ts'
import { wasChannel } from '../../../src/domain/account/channels.ts'
import { comesBack } from '../../../src/domain/account/coming-back.ts'
import { makeCuenta } from '../../../src/domain/account/cuenta.ts'
import { rankOf } from '../../../src/domain/account/proofs.ts'

const NOW = new Date('2026-11-29T12:00:00Z')
const START = { id: 'c', perfil: 'natural', identificador: '12345678-5' } as const
const made = registeredByPhone(START, { email: 'a@example.cl', celular: '987654321' }, NOW)

describe('an account registered by phone', () => {
  it('has what was said, and of it nothing is worth anything', () => {
    expect(made).toMatchObject({ identidad: 'declarada', firstClaveAt: null, emailConfirmedAt: null })
    expect(made.factores).toMatchObject({ email: { rank: 'ninguno' }, celular: { rank: 'ninguno' } })
    expect(registeredByPhone(START, { email: 'a@example.cl' }, NOW).factores).not.toHaveProperty('celular')
  })

  it('waits for its link until a CS was chosen; one that was imported without CS never does', () => {
    expect(awaitsActivation(made)).toBe(true)
    expect(awaitsActivation({ ...made, firstClaveAt: NOW })).toBe(false)
    const none = { claveHash: null, preguntaSecreta: null, respuestaHash: null }
    expect(awaitsActivation(makeCuenta({ ...START, ...none }, { email: 'a@example.cl' }, NOW))).toBe(false)
  })

  it('is its person’s by the link: they choose all anew, and its mailbox is a channel', () => {
    expect(comesBack(['activacion'], made)).toBe(true)
    expect(rankOf(['activacion'], made, NOW)).toBe('canal')
    const taken = activatedByPhone(made, NOW)
    expect(taken).toMatchObject({ emailConfirmedAt: NOW, celular: '987654321', celularConfirmedAt: null })
    expect(wasChannel('email', taken, NOW)).toBe(true)
    expect(awaitsActivation(taken)).toBe(false)
  })
})
