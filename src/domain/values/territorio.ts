/** Regiones and comunas by CUT code (Subdere), the codes used across the Chilean State. */
import aliasDeComunas from '../data/alias-comunas.json' with { type: 'json' }
import provincias from '../data/provincias.json' with { type: 'json' }
import regiones from '../data/regiones.json' with { type: 'json' }
import { stripAccents } from './text.ts'

export interface Region {
  /** Two digits. */
  readonly codigo: string
  readonly nombre: string
}

export interface Comuna {
  /** Five digits; the first two are those of its región. */
  readonly codigo: string
  readonly nombre: string
  readonly provincia: string
  readonly region: string
  /** Other common names. */
  readonly alias?: readonly string[]
}

/** From north to south. */
export const REGIONES: readonly Region[] = regiones

const alias = new Map(aliasDeComunas.map((one) => [one.comuna, one.alias]))

/** Ordered by región, then by code. */
export const COMUNAS: readonly Comuna[] = provincias.flatMap((provincia) =>
  provincia.comunas.map((comuna) => {
    const codigo = comuna.slice(0, 5)
    const others = alias.get(codigo)
    const data = { codigo, nombre: comuna.slice(6), provincia: provincia.nombre, region: provincia.region }
    return others ? { ...data, alias: others } : data
  }),
)

const regionesByCodigo = new Map(REGIONES.map((region) => [region.codigo, region]))
const comunasByCodigo = new Map(COMUNAS.map((comuna) => [comuna.codigo, comuna]))
const comunasByName = new Map(
  COMUNAS.flatMap((comuna) =>
    [comuna.nombre, ...(comuna.alias ?? [])].map((nombre) => [toComparable(nombre), comuna]),
  ),
)

function toComparable(nombre: string): string {
  return stripAccents(nombre)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}

export function isRegion(codigo: string): boolean {
  return regionesByCodigo.has(codigo)
}

export function isComuna(codigo: string): boolean {
  return comunasByCodigo.has(codigo)
}

export function regionName(codigo: string): string | undefined {
  return regionesByCodigo.get(codigo)?.nombre
}

export function comunaName(codigo: string): string | undefined {
  return comunasByCodigo.get(codigo)?.nombre
}

/** Code of the región of a comuna; undefined for an unknown code. */
export function regionOfComuna(codigo: string): string | undefined {
  return comunasByCodigo.get(codigo)?.region
}

/** False if either code is unknown. */
export function isComunaInRegion(comuna: string, region: string): boolean {
  return comunasByCodigo.get(comuna)?.region === region
}

/** Finds a comuna by name or alias, ignoring case, accents, spaces and punctuation. */
export function findComuna(text: string): Comuna | undefined {
  return comunasByName.get(toComparable(text))
}
