/** Countries of origin by their ISO 3166-1 alpha-3 codes, named as people say them; Chile is not one. */
import paises from '../data/paises.json' with { type: 'json' }

export interface Pais {
  /** Three letters. */
  readonly codigo: string
  readonly nombre: string
}

const compareAlphabetically = new Intl.Collator('es').compare
const byCodigo = new Map(paises.map((pais) => [pais.codigo, pais]))

/** Where most of those who come to Chile are from (census of 2024), in that order. */
const MOST_FREQUENT = 'VEN PER COL HTI BOL ARG ECU DOM CUB BRA ESP CHN USA'.split(' ')

export const FREQUENT_PAISES: readonly Pais[] = MOST_FREQUENT.flatMap((codigo) => byCodigo.get(codigo) ?? [])

/** The others, from A to Z. */
export const OTHER_PAISES: readonly Pais[] = paises
  .filter(({ codigo }) => !MOST_FREQUENT.includes(codigo))
  .toSorted((a, b) => compareAlphabetically(a.nombre, b.nombre))

export const isPais = (codigo: string): boolean => byCodigo.has(codigo)
/** The name of a country; undefined when the code is none. */
export const paisName = (codigo: string): string | undefined => byCodigo.get(codigo)?.nombre
