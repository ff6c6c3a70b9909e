/** The words of Chile that claves are judged by (product.md “Fields”: clave). */

import { GIVEN_NAMES, SURNAMES_OF_MANY } from '../data/nombres.ts'
import { PALABRAS_DE_CHILE } from '../data/palabras-de-chile.ts'
import { COMUNAS, REGIONES } from '../values/territorio.ts'
import { stripAccents } from '../values/text.ts'

/** Shorter ones are in too many claves by chance. */
const MIN_LENGTH = 4

/** @returns each word once, likeliest first, in lower case without accents or blanks. */
export function palabrasDeChile(): string[] {
  const places = [
    ...COMUNAS.flatMap(({ nombre, alias = [], provincia }) => [nombre, ...alias, provincia]),
    ...REGIONES.map(({ nombre }) => nombre),
  ]
  const words = [...PALABRAS_DE_CHILE, ...GIVEN_NAMES, ...SURNAMES_OF_MANY, ...places].map(toWord)
  return [...new Set(words)].filter(({ length }) => length >= MIN_LENGTH)
}

const toWord = (text: string): string =>
  stripAccents(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
