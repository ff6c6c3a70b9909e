import { describe, expect, it } from 'vitest'
import {
  COMUNAS,
  comunaName,
  findComuna,
  isComuna,
  isComunaInRegion,
  isRegion,
  REGIONES,
  regionName,
} from '../../../src/domain/values/territorio.ts'

it('has 16 regiones, 56 provincias and 346 comunas, with unique codes and names', () => {
  expect(REGIONES).toHaveLength(16)
  expect(new Set(COMUNAS.map(({ provincia }) => provincia)).size).toBe(56)
  expect(new Set(COMUNAS.map(({ codigo }) => codigo)).size).toBe(346)
  expect(new Set(COMUNAS.map(({ nombre }) => nombre)).size).toBe(346)
})

it('orders the regiones from north to south', () => {
  expect(REGIONES.map(({ codigo }) => codigo).join(' ')).toBe(
    '15 01 02 03 04 05 13 06 07 16 08 09 14 10 11 12',
  )
})

it('gives every comuna five digits, the first two those of its región', () => {
  const wrong = COMUNAS.filter(
    ({ codigo, region }) => !/^\d{5}$/.test(codigo) || !codigo.startsWith(region) || !isRegion(region),
  )
  expect(wrong).toEqual([])
})

it('puts every comuna in exactly one región', () => {
  expect(isComunaInRegion('13101', '13')).toBe(true)
  expect(isComunaInRegion('13101', '05')).toBe(false)
  for (const comuna of COMUNAS) {
    expect(REGIONES.filter(({ codigo }) => isComunaInRegion(comuna.codigo, codigo))).toHaveLength(1)
  }
})

it('validates and names codes', () => {
  expect([isRegion('13'), isRegion('17'), isRegion('')]).toEqual([true, false, false])
  expect([isComuna('13101'), isComuna('13999'), isComuna('constructor')]).toEqual([true, false, false])
  expect([regionName('16'), regionName('99')]).toEqual(['Ñuble', undefined])
  expect([comunaName('13120'), comunaName('99999')]).toEqual(['Ñuñoa', undefined])
  expect(isComunaInRegion('99999', '99')).toBe(false)
})

describe('finding a comuna', () => {
  it.each([
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
  ])('finds from %j %s', (text, codigo) => {
    expect(findComuna(text)?.codigo).toBe(codigo)
  })

  it('finds each one by its name and aliases', () => {
    const missed = COMUNAS.filter(
      (comuna) =>
        ![comuna.nombre, ...(comuna.alias ?? [])].every((name) => findComuna(name.toUpperCase()) === comuna),
    )
    expect(missed).toEqual([])
  })

  it.each(['', 'Atlántida', '13101'])('finds none from %j', (text) => {
    expect(findComuna(text)).toBeUndefined()
  })
})
