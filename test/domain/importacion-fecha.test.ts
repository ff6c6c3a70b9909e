import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fechaDeArchivo } from '../../src/domain/importacion-fecha.ts'
import { leerLinea } from '../../src/domain/importacion-linea.ts'

const leida = (fechaNacimiento: string) => {
  const valores = { perfil: 'natural', identificador: '12345678-5', fechaNacimiento }
  const lectura = leerLinea(valores, { hoy: '2026-11-22' })
  if (!lectura.ok) throw new Error(lectura.codigo)
  return {
    fecha: lectura.cuenta.datos.fechaNacimiento,
    notas: lectura.cuenta.notas.map(({ codigo }) => codigo),
  }
}

describe('a date of birth in a file', () => {
  test.each([
    '01-12-1992',
    '1/12/1992 0:00',
    '01-12-1992 0:00:00',
    '01/12/1992, 00:00:00',
    '01.12.1992 12:00:00 a. m.',
    '01-12-1992 12:00:00 AM',
    '1992-12-01',
    '1992/12/1',
    '1992-12-01T03:00:00.000Z',
    '1992-12-01 00:00:00.0000000 -03:00',
    '1992-12-01-00.00.00.000000',
    '19921201',
    '01121992',
    '01-dic-1992',
    '01DEC1992',
    '1 de diciembre de 1992',
    'martes 1 de diciembre del 1992',
    'dic  1 1992 12:00AM',
    'December 1, 1992',
    'Tue Dec 01 1992 00:00:00 GMT-0300 (hora de verano de Chile)',
    'Tue, 01 Dec 1992 00:00:00 GMT',
  ])('“%s” is 1 December 1992', (texto) => {
    expect(leida(texto)).toEqual({ fecha: '1992-12-01', notas: [] })
  })

  test.each([
    ['12/31/1992', '1992-12-31', 'fecha_mes_primero'],
    ['12/31/1992 12:00:00 AM', '1992-12-31', 'fecha_mes_primero'],
    ['33939', '1992-12-01', 'fecha_de_planilla'],
    ['33939.0', '1992-12-01', 'fecha_de_planilla'],
  ])('“%s” is read, and somebody looks at it', (texto, fecha, nota) => {
    expect(leida(texto)).toEqual({ fecha, notas: [nota] })
  })

  test.each([
    ['01-12-92', 'fecha_dos_cifras'],
    ['01/12/92 0:00', 'fecha_dos_cifras'],
    ['1-dic-92', 'fecha_dos_cifras'],
    ['12/01/1992 12:00:00 AM', 'fecha_ambigua'],
    ['1992', 'fecha_formato'],
    ['31-02-1992', 'fecha_imposible'],
    ['1992-13-01', 'fecha_imposible'],
    ['31/31/1992', 'fecha_imposible'],
    ['01-12-1992 y algo', 'fecha_formato'],
    ['1 de brumario de 1992', 'fecha_formato'],
    ['2020-01-01', 'fecha_menor_de_15'],
    ['1,23E+07', 'numero_cortado'],
  ])('“%s” stays out, with %s', (texto, nota) => {
    expect(leida(texto)).toEqual({ fecha: null, notas: [nota] })
  })

  test('every day is read alike in each shape', () => {
    const dias = fc.date({ min: new Date('1927-06-01'), max: new Date('2011-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(dias, (dia) => {
        const iso = dia.toISOString().slice(0, 10)
        const [anno = '', mes = '', numero = ''] = iso.split('-')
        const nombre = dia.toLocaleDateString('es-CL', { month: 'long', timeZone: 'UTC' })
        const serie = Math.floor((dia.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000)
        const formas = [
          iso,
          `${iso} 00:00:00.000`,
          `${numero}/${mes}/${anno} 0:00`,
          `${anno}${mes}${numero}`,
          `${numero}${mes}${anno}`,
          `${Number(numero)} de ${nombre} de ${anno}`,
          String(serie),
        ]
        expect(formas.map((forma) => leida(forma).fecha)).toEqual(formas.map(() => iso))
      }),
    )
  })

  test('an endless one is not looked at', () => {
    const texto = `1${' de'.repeat(20_000)}`
    expect(fechaDeArchivo(texto)).toEqual({ texto })
  })
})
