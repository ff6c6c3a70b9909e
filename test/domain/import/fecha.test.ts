import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fechaFromFile } from '../../../src/domain/import/fecha.ts'
import { parseLine } from '../../../src/domain/import/importacion-line.ts'

const importFecha = (fechaNacimiento: string) => {
  const values = { perfil: 'natural', identificador: '12345678-5', fechaNacimiento }
  const parsed = parseLine(values, { today: '2026-11-22' })
  if (!parsed.ok) throw new Error(parsed.code)
  return {
    date: parsed.cuenta.data.fechaNacimiento,
    notes: parsed.cuenta.notes.map(({ code }) => code),
  }
}

describe('a date of birth in a file', () => {
  it.each([
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
    '1992-12-01 00:00:00-03',
    '1992-12-01 23:59:59.999+00',
    '1992-12-01 00:00:00-04:42:46',
    '1992-12-01T00:00-03:00[America/Santiago]',
    '1992-12-01Z',
    '1992-12-01+03:00',
    '01-12-1992Z',
    '1992-12-01 00:00:00 CLST',
    '01-12-1992 00:00 hrs.',
    '19921201000000',
    '19921201000000.000Z',
    '19921201T000000Z',
    '01121992000000',
    '1º de diciembre de 1992',
    '1.º de diciembre de 1992',
    '1° diciembre 1992',
    '1ro de diciembre de 1992',
    'Martes, primero de diciembre de 1992',
    'Tue Dec 01 00:00:00 CLT 1992',
    'Tue Dec 01 00:00:00 GMT-03:00 1992',
    'Tue Dec  1 00:00:00 1992',
    'mar dic 01 00:00:00 CLST 1992',
    '1st December 1992',
    '1st of December, 1992',
    'December 1st, 1992',
  ])('is read from “%s” as 1 December 1992', (text) => {
    expect(importFecha(text)).toEqual({ date: '1992-12-01', notes: [] })
  })

  it.each([
    ['12/31/1992', '1992-12-31', 'fecha_mes_primero'],
    ['12/31/1992 12:00:00 AM', '1992-12-31', 'fecha_mes_primero'],
    ['33939', '1992-12-01', 'fecha_de_planilla'],
    ['33939.0', '1992-12-01', 'fecha_de_planilla'],
    ['33939.5', '1992-12-01', 'fecha_de_planilla'],
    ['33939,999988', '1992-12-01', 'fecha_de_planilla'],
  ])('is read from “%s” as %s, with the note %s', (text, date, note) => {
    expect(importFecha(text)).toEqual({ date, notes: [note] })
  })

  it.each([
    ['01-12-92', 'fecha_dos_cifras'],
    ['01/12/92 0:00', 'fecha_dos_cifras'],
    ['1-dic-92', 'fecha_dos_cifras'],
    ['12/01/1992 12:00:00 AM', 'fecha_ambigua'],
    ['1992', 'fecha_formato'],
    ['31-02-1992', 'fecha_imposible'],
    ['1992-13-01', 'fecha_imposible'],
    ['31/31/1992', 'fecha_imposible'],
    ['01-12-1992 y algo', 'fecha_formato'],
    ['01-12-1992-1993', 'fecha_formato'],
    ['1992120199', 'fecha_formato'],
    ['199212010000', 'fecha_formato'],
    ['19921201996000', 'fecha_formato'],
    ['1st-12-1992', 'fecha_formato'],
    ['1 de brumario de 1992', 'fecha_formato'],
    ['2020-01-01', 'fecha_menor_de_15'],
    ['1,23E+07', 'numero_cortado'],
  ])('is left out in “%s”, with the note %s', (text, note) => {
    expect(importFecha(text)).toEqual({ date: null, notes: [note] })
  })

  it('is read the same in every format', () => {
    const days = fc.date({ min: new Date('1927-06-01'), max: new Date('2011-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10)
        const [year = '', month = '', number = ''] = iso.split('-')
        const name = day.toLocaleDateString('es-CL', { month: 'long', timeZone: 'UTC' })
        const serialNumber = Math.floor((day.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000)
        const shapes = [
          iso,
          `${iso} 00:00:00.000`,
          `${number}/${month}/${year} 0:00`,
          `${year}${month}${number}`,
          `${number}${month}${year}`,
          `${Number(number)} de ${name} de ${year}`,
          String(serialNumber),
        ]
        expect(shapes.map((shape) => importFecha(shape).date)).toEqual(shapes.map(() => iso))
      }),
    )
  })

  it('is returned unchanged if it is too long', () => {
    const text = `1${' de'.repeat(20_000)}`
    expect(fechaFromFile(text)).toEqual({ text })
  })
})
