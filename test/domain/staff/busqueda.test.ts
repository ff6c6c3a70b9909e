import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSearch, type Search } from '../../../src/domain/staff/busqueda.ts'
import { checkDigit } from '../../../src/domain/values/rut.ts'

const read = (text: string): Search => {
  const search = readSearch(text)
  if (typeof search === 'string') throw new Error(search)
  return search
}

it.each(['12345678-5', '12.345.678-5', '123456785', 'RUT 12.345.678-5', ' 12 345 678 - 5 ', '12345678'])(
  'takes %s for the RUT of a person and of an organisation',
  (text) => {
    const { identificadores, named, words } = read(text)
    expect(identificadores.slice(0, 2)).toEqual([
      { perfil: 'natural', identificador: '12345678-5' },
      { perfil: 'juridica', identificador: '12345678-5' },
    ])
    expect(named).toEqual({ perfil: 'natural', identificador: '12345678-5' })
    expect(words).toEqual([])
  },
)

it('knows an organisation by its RUT, and a foreign document by its looks', () => {
  expect(read('76.086.428-5').named).toEqual({ perfil: 'juridica', identificador: '76086428-5' })
  expect(read('pasaporte ab-123.456').named).toEqual({ perfil: 'migrante', identificador: 'AB123456' })
  expect(read('María').named).toBeNull()
})

it.each([
  ['Ana@Example.CL', { email: 'Ana@example.cl', words: [] }],
  ['+56 9 8765 4321', { celular: '987654321', words: [] }],
  ['9 8765 4321', { celular: '987654321' }],
  ['abcd-2345', { number: 'ABCD2345' }],
  ['Fernanda', { number: 'FERNANDA', words: ['fernanda'] }],
  ['ana@', { email: null, words: [] }],
  ['12.345.678-9', { named: null }],
])('reads %s', (text, search) => {
  expect(read(text)).toMatchObject(search)
})

it.each([
  ['', 'busqueda_corta'],
  ['an', 'busqueda_corta'],
  ['%%%%', 'busqueda_corta'],
  ['a - b', 'busqueda_corta'],
  ['x'.repeat(101), 'texto_largo'],
])('refuses “%s”: %s', (text, code) => {
  expect(readSearch(text)).toBe(code)
})

it('takes whatever is typed, and each RUT with and without its digit', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readSearch(text)))
  fc.assert(
    fc.property(fc.integer({ min: 100_000, max: 99_999_999 }), (number) => {
      const rut = `${number}-${checkDigit(number)}`
      for (const text of [rut, String(number)])
        expect(read(text).identificadores.map(({ identificador }) => identificador)).toContain(rut)
    }),
  )
})
