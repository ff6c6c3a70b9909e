/** Countries of origin by their ISO 3166-1 alpha-3 codes, named as people say them; Chile is not one. */
import paises from './datos/paises.json' with { type: 'json' }

export interface Pais {
  /** Three letters. */
  readonly codigo: string
  readonly nombre: string
}

const alfabetico = new Intl.Collator('es').compare
const porCodigo = new Map(paises.map((pais) => [pais.codigo, pais]))

/** Where most of those who come to Chile are from (census of 2024), in that order. */
const MAS_FRECUENTES = 'VEN PER COL HTI BOL ARG ECU DOM CUB BRA ESP CHN USA'.split(' ')

export const PAISES_FRECUENTES: readonly Pais[] = MAS_FRECUENTES.flatMap(
  (codigo) => porCodigo.get(codigo) ?? [],
)

/** The others, from A to Z. */
export const OTROS_PAISES: readonly Pais[] = paises
  .filter(({ codigo }) => !MAS_FRECUENTES.includes(codigo))
  .toSorted((a, b) => alfabetico(a.nombre, b.nombre))

export const esPais = (codigo: string): boolean => porCodigo.has(codigo)
/** The name of a country; undefined when the code is none. */
export const nombrePais = (codigo: string): string | undefined => porCodigo.get(codigo)?.nombre
