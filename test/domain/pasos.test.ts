import { describe, expect, test } from 'vitest'
import { parrafosDePerfil } from '../../src/domain/pagina-perfil.ts'
import { motivoDeCuenta } from '../../src/domain/pasos.ts'
import { cuentaCompleta } from '../support/contrato.ts'

describe('an account that was reached by what it was called before', () => {
  test('is told to use its RUT, unless its state stops it first', () => {
    expect(motivoDeCuenta(cuentaCompleta(), 'natural')).toBeUndefined()
    expect(motivoDeCuenta(cuentaCompleta(), 'migrante')).toBe('use_su_rut')
    for (const estado of ['congelada', 'cerrada'] as const) {
      for (const perfil of ['natural', 'migrante'] as const) {
        expect(motivoDeCuenta(cuentaCompleta({ estado }), perfil)).toBe(estado)
      }
    }
  })

  test('the page says under which number the account is, and what to do', () => {
    const dicho = (cambio: Parameters<typeof parrafosDePerfil>[0]) =>
      parrafosDePerfil(cambio, 'ABCD2345')
        .flat()
        .map(({ texto }) => texto)
        .join('')
    expect(dicho('hecho')).toContain('escriba su RUT en lugar de su NIE')
    expect(dicho('rut_en_uso')).toContain('Su número de caso es ABCD2345. Llame gratis al 800 80 10 30')
    expect(dicho('otro_dia')).toContain('Vuelva a pedirlo mañana')
    expect(dicho('otro_dia')).not.toContain('ABCD2345')
  })
})
