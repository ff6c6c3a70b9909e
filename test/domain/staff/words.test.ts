import { expect, it } from 'vitest'
import { makeCuenta } from '../../../src/domain/account/cuenta.ts'
import { hasWords, type Named, termsOf, wordsIn, wordsOf } from '../../../src/domain/staff/words.ts'

const EMPTY: Named = { nombres: null, apellidoPaterno: null, apellidoMaterno: null, razonSocial: null }
const named = (nombres: string, apellidoPaterno = '', apellidoMaterno = ''): Named => ({
  ...EMPTY,
  nombres,
  apellidoPaterno,
  apellidoMaterno,
})

it.each([
  ['María José', ['maria', 'jose']],
  ['  GONZÁLEZ   soto ', ['gonsales', 'soto']],
  ['Vásquez', ['basques']],
  ['Basques', ['basques']],
  ['de la Fuente', ['fuente']],
  ['de los', ['de', 'los']],
  ['Juan P. Ñáñez', ['juan', 'nanes']],
  ["O'Higgins", ['higgins']],
  ['Pérez-Cotapos', ['peres', 'cotapos']],
  ['Li', ['li']],
  ['Ana Ana', ['ana']],
  ['Ｊｕａｎ', ['juan']],
  ['李小龍', ['李小龍']],
  ['Capacitación 2000 Ltda.', ['capacitacion', '2000', 'ltda']],
  ['%_*', []],
])('of “%s” the words are %j', (text, words) => {
  expect(wordsIn(text)).toEqual(words)
})

it('the index has each word and its beginnings of three to six letters', () => {
  expect(termsOf('gonsales')).toEqual([
    'palabra gonsales',
    'comienzo gon',
    'comienzo gons',
    'comienzo gonsa',
    'comienzo gonsal',
  ])
  expect(termsOf('ana')).toEqual(['palabra ana', 'comienzo ana'])
  expect(termsOf('li')).toEqual(['palabra li'])
})

it('an account is found by its words in any order, by all that was typed and not by some', () => {
  const juan = named('Juan Carlos', 'de la Fuente', "O'Higgins")
  const found = (text: string, how: 'whole' | 'beginning') => hasWords(juan, wordsIn(text), how)
  for (const text of ['fuente juan', 'CARLOS ohiggins', "o'higgins", 'juan de la fuente', 'juan del fuente'])
    expect(found(text, 'whole'), text).toBe(true)
  for (const text of ['juan soto', 'juana', 'fuen']) expect(found(text, 'whole'), text).toBe(false)
  for (const text of ['fuen', 'car jua', 'higgin']) expect(found(text, 'beginning'), text).toBe(true)
  for (const text of ['uan', 'fuentes', 'juan soto']) expect(found(text, 'beginning'), text).toBe(false)
})

it('an organisation is found by its name, however long it goes on, and who has no name by none', () => {
  const otec = makeCuenta(
    {
      id: 'una',
      perfil: 'juridica',
      identificador: '76086428-5',
      claveHash: null,
      preguntaSecreta: null,
      respuestaHash: null,
    },
    { razonSocial: 'Corporación Ñuble de Capacitación y Empleo SpA' },
    new Date(),
  )
  expect(hasWords(otec, wordsIn('nuble capacitacion'), 'whole')).toBe(true)
  expect(
    wordsOf({ ...EMPTY, razonSocial: Array.from({ length: 40 }, (_, i) => `palabra${i}`).join(' ') }),
  ).toHaveLength(12)
  expect(wordsOf(EMPTY)).toEqual([])
})
