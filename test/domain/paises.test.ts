import { describe, expect, test } from 'vitest'
import { FREQUENT_PAISES, isPais, OTHER_PAISES, paisName } from '../../src/domain/values/paises.ts'

describe('the countries of origin', () => {
  const all = [...FREQUENT_PAISES, ...OTHER_PAISES]

  test('are the official list without Chile, each once', () => {
    expect(all).toHaveLength(249)
    expect(new Set(all.map(({ codigo }) => codigo)).size).toBe(249)
    expect(new Set(all.map(({ nombre }) => nombre)).size).toBe(249)
    expect(isPais('CHL')).toBe(false)
  })

  test('begin with the most frequent, and go on from A to Z', () => {
    expect(FREQUENT_PAISES.slice(0, 3).map(({ nombre }) => nombre)).toEqual(['Venezuela', 'Perú', 'Colombia'])
    expect(OTHER_PAISES.at(0)?.nombre).toBe('Afganistán')
    expect(OTHER_PAISES.at(-1)?.nombre).toBe('Zimbabue')
  })

  test('are named as people say them', () => {
    expect(paisName('KOR')).toBe('Corea del Sur')
    expect(paisName('BES')).toBe('Bonaire, San Eustaquio y Saba')
    expect(paisName('XXX')).toBeUndefined()
  })
})
