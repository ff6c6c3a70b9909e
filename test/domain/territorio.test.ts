import { describe, expect, test } from 'vitest'
import {
  buscarComuna,
  COMUNAS,
  comunaEsDeRegion,
  esComuna,
  esRegion,
  nombreComuna,
  nombreRegion,
  REGIONES,
} from '../../src/domain/territorio.ts'

test('Chile has 16 regiones, 56 provincias and 346 comunas, each with a code and name of its own', () => {
  expect(REGIONES).toHaveLength(16)
  expect(new Set(COMUNAS.map(({ provincia }) => provincia)).size).toBe(56)
  expect(new Set(COMUNAS.map(({ codigo }) => codigo)).size).toBe(346)
  expect(new Set(COMUNAS.map(({ nombre }) => nombre)).size).toBe(346)
})

test('the regiones go from north to south', () => {
  expect(REGIONES.map(({ codigo }) => codigo).join(' ')).toBe(
    '15 01 02 03 04 05 13 06 07 16 08 09 14 10 11 12',
  )
})

test('every comuna has five digits, the first two those of its región', () => {
  const wrong = COMUNAS.filter(
    ({ codigo, region }) => !/^\d{5}$/.test(codigo) || !codigo.startsWith(region) || !esRegion(region),
  )
  expect(wrong).toEqual([])
})

test('a comuna belongs to its región and to no other', () => {
  expect(comunaEsDeRegion('13101', '13')).toBe(true)
  expect(comunaEsDeRegion('13101', '05')).toBe(false)
  for (const comuna of COMUNAS) {
    expect(REGIONES.filter(({ codigo }) => comunaEsDeRegion(comuna.codigo, codigo))).toHaveLength(1)
  }
})

test('codes are recognised and named', () => {
  expect([esRegion('13'), esRegion('17'), esRegion('')]).toEqual([true, false, false])
  expect([esComuna('13101'), esComuna('13999'), esComuna('constructor')]).toEqual([true, false, false])
  expect([nombreRegion('16'), nombreRegion('99')]).toEqual(['Ñuble', undefined])
  expect([nombreComuna('13120'), nombreComuna('99999')]).toEqual(['Ñuñoa', undefined])
  expect(comunaEsDeRegion('99999', '99')).toBe(false)
})

describe('looking for a comuna', () => {
  test.each([
    ['ñuñoa', '13120'],
    ['NUNOA', '13120'],
    ['  estacion   central', '13106'],
    ["O'Higgins", '11302'],
    ['Llay-Llay', '05703'],
    ['llaillay', '05703'],
    ['La Calera', '05502'],
    ['marchigue', '06204'],
    ['Til Til', '13303'],
    ['Puerto Aysén', '11201'],
    ['Aisén', '11201'],
    ['rapa nui', '05201'],
    ['Coihaique', '11101'],
  ])('%j finds %s', (text, code) => {
    expect(buscarComuna(text)?.codigo).toBe(code)
  })

  test('finds each by its name and by each of its popular names', () => {
    const missed = COMUNAS.filter(
      (comuna) =>
        ![comuna.nombre, ...(comuna.alias ?? [])].every(
          (name) => buscarComuna(name.toUpperCase()) === comuna,
        ),
    )
    expect(missed).toEqual([])
  })

  test.each(['', 'Atlántida', '13101'])('%j finds none', (text) => {
    expect(buscarComuna(text)).toBeUndefined()
  })
})
