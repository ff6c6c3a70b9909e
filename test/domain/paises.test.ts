import { describe, expect, test } from 'vitest'
import { esPais, nombrePais, OTROS_PAISES, PAISES_FRECUENTES } from '../../src/domain/paises.ts'

describe('the countries of origin', () => {
  const todos = [...PAISES_FRECUENTES, ...OTROS_PAISES]

  test('are the official list without Chile, each once', () => {
    expect(todos).toHaveLength(249)
    expect(new Set(todos.map(({ codigo }) => codigo)).size).toBe(249)
    expect(new Set(todos.map(({ nombre }) => nombre)).size).toBe(249)
    expect(esPais('CHL')).toBe(false)
  })

  test('begin with the most frequent, and go on from A to Z', () => {
    expect(PAISES_FRECUENTES.slice(0, 3).map(({ nombre }) => nombre)).toEqual([
      'Venezuela',
      'Perú',
      'Colombia',
    ])
    expect(OTROS_PAISES.at(0)?.nombre).toBe('Afganistán')
    expect(OTROS_PAISES.at(-1)?.nombre).toBe('Zimbabue')
  })

  test('are named as people say them', () => {
    expect(nombrePais('KOR')).toBe('Corea del Sur')
    expect(nombrePais('BES')).toBe('Bonaire, San Eustaquio y Saba')
    expect(nombrePais('XXX')).toBeUndefined()
  })
})
