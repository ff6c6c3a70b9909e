import { describe, expect, it } from 'vitest'
import { FREQUENT_PAISES, isPais, OTHER_PAISES, paisName } from '../../../src/domain/values/paises.ts'

describe('the countries of origin', () => {
  const all = [...FREQUENT_PAISES, ...OTHER_PAISES]

  it('are ISO 3166-1 without Chile, plus Kosovo, each once', () => {
    expect(all).toHaveLength(249)
    expect(new Set(all.map(({ codigo }) => codigo)).size).toBe(249)
    expect(new Set(all.map(({ nombre }) => nombre)).size).toBe(249)
    expect(isPais('CHL')).toBe(false)
  })

  it('start with the most frequent, followed by the others in alphabetical order', () => {
    expect(FREQUENT_PAISES.slice(0, 3).map(({ nombre }) => nombre)).toEqual(['Venezuela', 'Perú', 'Colombia'])
    expect(OTHER_PAISES.at(0)?.nombre).toBe('Afganistán')
    expect(OTHER_PAISES.at(-1)?.nombre).toBe('Zimbabue')
  })

  it('have their common names', () => {
    expect(paisName('KOR')).toBe('Corea del Sur')
    expect(paisName('BES')).toBe('Bonaire, San Eustaquio y Saba')
    expect(paisName('XXX')).toBeUndefined()
  })
})
