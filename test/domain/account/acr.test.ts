import { describe, expect, it } from 'vitest'
import { ACR, acrOf, amrOf, type Shown, showsClave } from '../../../src/domain/account/acr.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { Rank } from '../../../src/domain/account/ranks.ts'
import { completeCuenta, NOW } from '../../support/storage/contract.ts'

const hoursAgo = (count: number) => new Date(NOW.getTime() - count * 3_600_000)
const recovered = (hours: number): Partial<Cuenta> => ({ recoveredWithRespuestaAt: hoursAgo(hours) })
const claveSetWith = (rank: Rank): Partial<Cuenta> => ({
  factores: { clave: { rank, at: NOW.toISOString() } },
})
const shown = (operacion: Shown['operacion'], ...proofs: Shown['proofs']): Shown => ({ operacion, proofs })

describe('acr and amr', () => {
  const table: [string, Shown, Partial<Cuenta>, string, string[]][] = [
    ['the CS', shown('ingresar', 'clave'), {}, ACR.clave, ['pwd']],
    ['the CS, an hour after a recovery', shown('ingresar', 'clave'), recovered(1), ACR.respuesta, ['pwd']],
    ['the CS, 72 hours after it', shown('ingresar', 'clave'), recovered(72), ACR.clave, ['pwd']],
    ['a CS set by code yesterday', shown('ingresar', 'clave'), claveSetWith('canal'), ACR.clave, ['pwd']],
    ['a registration', shown('registrar', 'clave'), {}, ACR.clave, ['pwd']],
    ['a change with the old CS', shown('cambiar', 'clave'), claveSetWith('clave'), ACR.clave, ['pwd']],
    [
      'a change with the key of the answer',
      shown('cambiar', 'provisoria'),
      { ...recovered(0), ...claveSetWith('respuesta') },
      ACR.respuesta,
      ['pwd', 'kba'],
    ],
    [
      'a change with the key of the answer and a code',
      shown('cambiar', 'codigo', 'provisoria'),
      claveSetWith('canal'),
      ACR.codigo,
      ['pwd', 'otp', 'kba'],
    ],
    [
      'a change by mailed link',
      shown('cambiar', 'enlace'),
      claveSetWith('canal'),
      ACR.codigo,
      ['pwd', 'otp'],
    ],
    [
      'a change by a link to a mailbox not confirmed until then',
      shown('cambiar', 'enlace'),
      claveSetWith('ninguno'),
      ACR.clave,
      ['pwd', 'otp'],
    ],
    [
      'by the register’s code',
      shown('cambiar', 'registro'),
      claveSetWith('registro'),
      ACR.codigo,
      ['pwd', 'otp'],
    ],
    ['completed with the CS', shown('actualizar', 'clave'), {}, ACR.clave, ['pwd']],
    [
      'updated with CS and code',
      shown('actualizar', 'clave', 'codigo'),
      recovered(1),
      ACR.codigo,
      ['pwd', 'otp'],
    ],
    [
      'updated with a code to a mailbox that the CS alone set',
      shown('actualizar', 'clave', 'codigo'),
      { factores: { email: { rank: 'clave', at: hoursAgo(1).toISOString() } } },
      ACR.clave,
      ['pwd', 'otp'],
    ],
  ]
  it.each(table)('%s', (_name, proven, changes, acr, amr) => {
    expect(acrOf(proven, completeCuenta(changes), NOW)).toBe(acr)
    expect(amrOf(proven)).toEqual(amr)
  })
})

it('only what the CS was typed or chosen in signs in', () => {
  expect(showsClave(shown('registrar', 'clave'))).toBe(true)
  expect(showsClave(shown('cambiar', 'enlace'))).toBe(true)
  expect(showsClave(shown('actualizar', 'clave'))).toBe(true)
  expect(showsClave(shown('actualizar', 'datos', 'respuesta'))).toBe(false)
  expect(showsClave(shown('actualizar', 'datos', 'codigo'))).toBe(false)
  expect(showsClave(shown('recuperar', 'respuesta'))).toBe(false)
})
