import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatMoment,
  formatTime,
  parseFechaNacimiento,
  todayInChile,
} from '../../../src/domain/values/fecha.ts'
import { holds } from '../properties.ts'

const TODAY = '2026-08-01'

describe('a birth date', () => {
  it.each([
    ['01-12-1992', '1992-12-01'],
    ['1/2/1992', '1992-02-01'],
    ['01.12.1992', '1992-12-01'],
    ['01 12 1992', '1992-12-01'],
    [' 01 - 12 - 1992 ', '1992-12-01'],
    ['01–12–1992', '1992-12-01'],
    ['01-12/1992', '1992-12-01'],
    ['０１-１２-１９９２', '1992-12-01'],
    ['0\u200b1-12-1992', '1992-12-01'],
    ['29-02-2000', '2000-02-29'],
    ['1992-12-01', '1992-12-01'],
    ['1992/2/1', '1992-02-01'],
    ['1992 . 12 . 01', '1992-12-01'],
    ['01121992', '1992-12-01'],
    ['01-12-1992.', '1992-12-01'],
    ['٠١-١٢-١٩٩٢', '1992-12-01'],
    ['01-08-2011', '2011-08-01'],
    ['02-08-1905', '1905-08-02'],
  ])('is read from %j as %s', (text, date) => {
    expect(parseFechaNacimiento(text, TODAY)).toEqual({ ok: true, value: date })
  })

  it.each([
    ['', 'fecha_formato'],
    ['01-12-92', 'fecha_anno'],
    ['1/2/92', 'fecha_anno'],
    ['01 12 992', 'fecha_anno'],
    ['011292', 'fecha_anno'],
    ['01-12-19922', 'fecha_formato'],
    ['1992-13-01', 'fecha_imposible'],
    ['31021992', 'fecha_imposible'],
    ['0112', 'fecha_formato'],
    ['1 de diciembre de 1992', 'fecha_formato'],
    ['01-12-1992 10:00', 'fecha_formato'],
    ['31-02-1992', 'fecha_imposible'],
    ['29-02-1900', 'fecha_imposible'],
    ['29-02-1991', 'fecha_imposible'],
    ['31-04-1992', 'fecha_imposible'],
    ['00-12-1992', 'fecha_imposible'],
    ['01-00-1992', 'fecha_imposible'],
    ['12-13-1992', 'fecha_imposible'],
    ['02-08-2026', 'fecha_futura'],
    ['01-01-2030', 'fecha_futura'],
    ['01-08-2012', 'fecha_menor_de_15'],
    ['02-08-2011', 'fecha_menor_de_15'],
    ['01-08-2026', 'fecha_menor_de_15'],
    ['01-08-1905', 'fecha_demasiado_antigua'],
    ['01-01-0001', 'fecha_demasiado_antigua'],
  ])('is refused in %j: %s', (text, code) => {
    expect(parseFechaNacimiento(text, TODAY)).toEqual({ ok: false, code })
  })

  it.each([
    ['2027-02-28', false],
    ['2027-03-01', true],
  ])('of 29 February 2012 is of someone aged 15 on %s: %s', (today, expected) => {
    expect(parseFechaNacimiento('29-02-2012', today).ok).toBe(expected)
  })

  it('is read back from every way it is displayed', () => {
    const day = fc.date({ min: new Date('1910-01-01'), max: new Date('2011-01-01'), noInvalidDate: true })
    holds(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        for (const written of [formatDate(iso), iso, formatDate(iso).replaceAll('-', '')])
          expect(parseFechaNacimiento(written, TODAY)).toEqual({ ok: true, value: iso })
      }),
    )
  })
})

describe('the time in Chile in 2026', () => {
  // From UTC-3 to UTC-4 at 24:00 on 4 April, repeating the hour from 23:00. Back at 24:00 on 5 September.
  it.each([
    ['2026-04-05T02:00:00Z', '04-04-2026 23:00'],
    ['2026-04-05T02:59:59Z', '04-04-2026 23:59'],
    ['2026-04-05T03:00:00Z', '04-04-2026 23:00'],
    ['2026-04-05T03:59:59Z', '04-04-2026 23:59'],
    ['2026-04-05T04:00:00Z', '05-04-2026 00:00'],
    ['2026-09-06T03:59:59Z', '05-09-2026 23:59'],
    ['2026-09-06T04:00:00Z', '06-09-2026 01:00'],
    ['2026-01-01T02:59:59Z', '31-12-2025 23:59'],
    ['2026-01-01T03:00:00Z', '01-01-2026 00:00'],
    ['2026-07-01T03:59:59Z', '30-06-2026 23:59'],
  ])('is, at %s, %s', (utc, shown) => {
    expect(formatMoment(new Date(utc))).toBe(shown)
    expect(formatTime(new Date(utc))).toBe(shown.slice(11))
    expect(formatDate(todayInChile(new Date(utc)))).toBe(shown.slice(0, 10))
  })

  it.each([
    ['2026-09-06T03:59:59Z', false],
    ['2026-09-06T04:00:00Z', true],
  ])('turns someone 15 when the midnight skipped by daylight saving would be: at %s %s', (utc, expected) => {
    expect(parseFechaNacimiento('06-09-2011', todayInChile(new Date(utc))).ok).toBe(expected)
  })

  it.each([
    ['2026-04-05T02:30:00Z', false],
    ['2026-04-05T03:30:00Z', false],
    ['2026-04-05T04:00:00Z', true],
  ])('turns someone 15 only after the repeated hour: at %s %s', (utc, expected) => {
    expect(parseFechaNacimiento('05-04-2011', todayInChile(new Date(utc))).ok).toBe(expected)
  })
})
