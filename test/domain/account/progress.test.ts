import { describe, expect, it } from 'vitest'
import { cuentaStopReason } from '../../../src/domain/account/coming-back.ts'
import { perfilChangeParagraphs } from '../../../src/domain/pages/profile-change-page.ts'
import { completeCuenta } from '../../support/storage/contract.ts'

const BACK_BY_MAIL = { estado: 'congelada', wayBack: 'correo', emailConfirmedAt: new Date() } as const

describe('an account found by its former identificador', () => {
  it('stops with a hint to use its RUT, unless its estado stops it first', () => {
    expect(cuentaStopReason(completeCuenta(), 'natural')).toBeUndefined()
    expect(cuentaStopReason(completeCuenta(), 'migrante')).toBe('use_su_rut')
    for (const perfil of ['natural', 'migrante'] as const) {
      expect(cuentaStopReason(completeCuenta({ estado: 'cerrada' }), perfil)).toBe('cerrada')
      expect(cuentaStopReason(completeCuenta(BACK_BY_MAIL), perfil)).toBe('congelada')
    }
  })

  it('is not sent to ask for a link while frozen, where no link brings it back', () => {
    for (const other of [{ wayBack: 'mesa' }, { wayBack: null }, { emailConfirmedAt: null }] as const) {
      expect(cuentaStopReason(completeCuenta({ ...BACK_BY_MAIL, ...other }), 'natural')).toBe(
        'congelada_mesa',
      )
    }
  })

  it('has a page that says which number it uses, and what to do', () => {
    const textFor = (change: Parameters<typeof perfilChangeParagraphs>[0]) =>
      perfilChangeParagraphs(change, 'ABCD2345')
        .flat()
        .map(({ text }) => text)
        .join('')
    expect(textFor('hecho')).toContain('escriba su RUT en lugar de su NIE')
    expect(textFor('rut_en_uso')).toContain('Su número de caso es ABCD2345. Llame gratis al 800 80 10 30')
    expect(textFor('otro_dia')).toContain('Vuelva a pedirlo mañana')
    expect(textFor('otro_dia')).not.toContain('ABCD2345')
  })
})
