import { describe, expect, test } from 'vitest'
import { cuentaStopReason } from '../../src/domain/account/progress.ts'
import { perfilChangeParagraphs } from '../../src/domain/pages/profile-change-page.ts'
import { completeCuenta } from '../support/storage/contract.ts'

describe('an account that was reached by what it was called before', () => {
  test('is told to use its RUT, unless its state stops it first', () => {
    expect(cuentaStopReason(completeCuenta(), 'natural')).toBeUndefined()
    expect(cuentaStopReason(completeCuenta(), 'migrante')).toBe('use_su_rut')
    for (const estado of ['congelada', 'cerrada'] as const) {
      for (const perfil of ['natural', 'migrante'] as const) {
        expect(cuentaStopReason(completeCuenta({ estado }), perfil)).toBe(estado)
      }
    }
  })

  test('the page says under which number the account is, and what to do', () => {
    const said = (change: Parameters<typeof perfilChangeParagraphs>[0]) =>
      perfilChangeParagraphs(change, 'ABCD2345')
        .flat()
        .map(({ text }) => text)
        .join('')
    expect(said('hecho')).toContain('escriba su RUT en lugar de su NIE')
    expect(said('rut_en_uso')).toContain('Su número de caso es ABCD2345. Llame gratis al 800 80 10 30')
    expect(said('otro_dia')).toContain('Vuelva a pedirlo mañana')
    expect(said('otro_dia')).not.toContain('ABCD2345')
  })
})
