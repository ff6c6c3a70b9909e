import { expect, it } from 'vitest'
import { makeCuenta } from '../../src/domain/account/cuenta.ts'
import { factorsSetBy, type NewData } from '../../src/domain/forms/cambios.ts'

const DATA = {
  email: 'organismo@correo.test',
  rutRepresentante: '12345678-5',
  emailRepresentante: 'representante@correo.test',
  celularRepresentante: '912345678',
  preguntaNueva: null,
  respuestaNueva: null,
} satisfies NewData
const START = {
  id: 'una',
  perfil: 'juridica',
  identificador: '76086428-5',
  claveHash: null,
  preguntaSecreta: null,
  respuestaHash: null,
} as const
const CUENTA = makeCuenta(START, DATA, new Date(0))

it.each([
  ['the RUT', { rutRepresentante: '9876543-3' }, ['representante']],
  ['the mailbox', { emailRepresentante: 'otro@correo.test' }, ['representante']],
  ['the mobile, which gets no codes', { celularRepresentante: '987654321' }, []],
  ['nothing', {}, []],
])(
  'a change of %s of a representante limits what their codes prove accordingly',
  (_what, change, factors) => {
    expect(factorsSetBy(CUENTA, { ...DATA, ...change })).toEqual(factors)
  },
)
