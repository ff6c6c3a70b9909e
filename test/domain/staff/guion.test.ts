import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { type Answers, askedOf, GUION, isCaller } from '../../../src/domain/staff/guion.ts'
import { heardWords } from '../../../src/domain/staff/heard-words.ts'
import { completeCuenta } from '../../support/storage/contract.ts'

const ROSA = completeCuenta({
  nombres: 'Rosa Isabel',
  apellidoPaterno: 'González',
  apellidoMaterno: 'de la Vega',
  fechaNacimiento: '1980-02-29',
  email: 'Rosa.G@correo.cl',
  celular: '987654321',
  emailRepresentante: null,
  celularRepresentante: null,
  direccion: 'Pasaje Los Jazmines',
  numero: '0123',
  departamento: '4-B',
  region: '13',
  comuna: '13119',
})
const RIGHT = {
  nombreDicho: 'Rosa González',
  fechaNacimiento: '1980-02-29',
  contactoDicho: '987654321',
  direccionDicha: 'Los Jazmines 123',
}
const passes = (changes: Answers, cuenta: Cuenta = ROSA) => isCaller(cuenta, { ...RIGHT, ...changes })

describe('the check of a caller', () => {
  it.each([
    ['rosa isabel gonzalez de la vega'],
    ['GONZALEZ VEGA ROSA'],
    ['Rosa Gonsales'],
    ['Isabel  Gonzáles'],
  ])('takes a name in any order, case and spelling: %s', (nombreDicho) =>
    expect(passes({ nombreDicho })).toBe(true),
  )

  it.each([
    ['Rosa'],
    ['González'],
    ['Vega'],
    ['Rosa Vega'],
    ['Rosa González Pérez'],
    [''],
    ['de la'],
    ['* %'],
  ])('not part of a name, nor more than it: “%s”', (nombreDicho) =>
    expect(passes({ nombreDicho })).toBe(false),
  )

  it.each([
    ['pasaje los jazmines 0123 depto 4 B, Maipú'],
    ['Jasmines 123'],
    ['Los Jazmines, comuna de Maipu'],
    ['psje. jazmines n° 123'],
  ])('takes part of the address: %s', (direccionDicha) => expect(passes({ direccionDicha })).toBe(true))

  it.each([
    ['Los Jazmines'],
    ['123'],
    ['Maipú'],
    ['Jazmines 124'],
    ['Los Aromos 123'],
    ['Jazmines 123 Ñuñoa'],
  ])('not only the street or the number, nor another one: %s', (direccionDicha) =>
    expect(passes({ direccionDicha })).toBe(false),
  )

  it('takes the registered mailbox, in any case, or the mobile', () => {
    expect(['rosa.g@CORREO.cl', '987654321'].map((contactoDicho) => passes({ contactoDicho }))).toEqual([
      true,
      true,
    ])
    expect(['rosa@correo.cl', '987654322', ''].some((contactoDicho) => passes({ contactoDicho }))).toBe(false)
  })

  it('fails as a whole if any one datum is wrong or missing', () => {
    for (const datum of GUION.natural)
      for (const wrong of ['otra cosa', '', null, undefined]) expect(passes({ [datum]: wrong })).toBe(false)
  })

  it('asks only what the account has, and nothing where that is too little', () => {
    expect(askedOf({ ...ROSA, fechaNacimiento: null })).toEqual([
      'nombreDicho',
      'contactoDicho',
      'direccionDicha',
    ])
    expect(passes({ fechaNacimiento: null }, { ...ROSA, fechaNacimiento: null })).toBe(true)
    const bare = { ...ROSA, fechaNacimiento: null, direccion: null }
    expect(askedOf(bare)).toEqual([])
    expect(isCaller(bare, RIGHT)).toBe(false)
    expect(isCaller({ ...bare, email: null, celular: null, nombres: null }, {})).toBe(false)
  })

  it('asks an organisation for its name, without its form, and its representative', () => {
    const company = completeCuenta({
      ...{
        perfil: 'juridica',
        razonSocial: 'Capacitaciones del Sur Limitada',
        rutRepresentante: '12345678-5',
      },
      ...{ direccion: 'Avenida Prat', numero: '500', emailRepresentante: 'jefa@sur.cl' },
    })
    const said = { rutRepresentante: '12345678-5', contactoDicho: 'jefa@sur.cl', direccionDicha: 'Prat 500' }
    const isIt = (nombreDicho: string) => isCaller(company, { ...said, nombreDicho })
    expect(['capacitaciones del sur', 'Capasitaciones del Sur Ltda.'].every(isIt)).toBe(true)
    expect(['Sur', 'Sociedad Limitada', 'Capacitaciones del Norte'].some(isIt)).toBe(false)
    expect(
      isCaller(company, { ...said, nombreDicho: 'Capacitaciones del Sur', rutRepresentante: '11111111-1' }),
    ).toBe(false)
  })

  it('hears what it hears whatever the case and accents, and never more words than there are', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(heardWords(text.toUpperCase())).toEqual(heardWords(text.toUpperCase().toLowerCase()))
        expect(heardWords(text).length).toBeLessThanOrEqual(text.length)
      }),
    ))
})
