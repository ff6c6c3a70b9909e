/** Countries of origin by ISO 3166-1 alpha-3 code, under their common Spanish names. Chile is left out. */
import paises from '../data/paises.json' with { type: 'json' }

export interface Pais {
  /** ISO 3166-1 alpha-3. */
  readonly codigo: string
  readonly nombre: string
}

const compareAlphabetically = new Intl.Collator('es').compare
const byCodigo = new Map(paises.map((pais) => [pais.codigo, pais]))

/** The most frequent origins of migrants in Chile (2024 census), most frequent first. */
const MOST_FREQUENT = 'VEN PER COL HTI BOL ARG ECU DOM CUB BRA ESP CHN USA'.split(' ')

export const FREQUENT_PAISES: readonly Pais[] = MOST_FREQUENT.flatMap((codigo) => byCodigo.get(codigo) ?? [])

/** All others, in alphabetical order. */
export const OTHER_PAISES: readonly Pais[] = paises
  .filter(({ codigo }) => !MOST_FREQUENT.includes(codigo))
  .toSorted((a, b) => compareAlphabetically(a.nombre, b.nombre))

export const isPais = (codigo: string): boolean => byCodigo.has(codigo)
export const paisName = (codigo: string): string | undefined => byCodigo.get(codigo)?.nombre
