/** Regiones and comunas by their CUT codes (Subdere), as other systems of the State name them. */
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
  /** Five digits, of which the first two are the región's. */
  readonly codigo: string
  readonly nombre: string
  readonly provincia: string
  readonly region: string
  /** Other names that people know it by. */
  readonly alias?: readonly string[]
}

/** From north to south. */
export const REGIONES: readonly Region[] = regiones

const alias = new Map(aliasDeComunas.map((one) => [one.comuna, one.alias]))

/** In the order of their regiones and, within each, of their codes. */
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

/** Whether a code is that of a región. */
export function isRegion(codigo: string): boolean {
  return regionesByCodigo.has(codigo)
}

/** Whether a code is that of a comuna. */
export function isComuna(codigo: string): boolean {
  return comunasByCodigo.has(codigo)
}

/** The name of a región, if there is one with that code. */
export function regionName(codigo: string): string | undefined {
  return regionesByCodigo.get(codigo)?.nombre
}

/** The name of a comuna, if there is one with that code. */
export function comunaName(codigo: string): string | undefined {
  return comunasByCodigo.get(codigo)?.nombre
}

/** The región of a comuna, if there is one with that code. */
export function regionOfComuna(codigo: string): string | undefined {
  return comunasByCodigo.get(codigo)?.region
}

/** Whether a comuna lies in a región; false when either code is unknown. */
export function isComunaInRegion(comuna: string, region: string): boolean {
  return comunasByCodigo.get(comuna)?.region === region
}

/** The comuna of that name or popular name, however its case, accents, blanks, hyphens or apostrophes are written. */
export function findComuna(text: string): Comuna | undefined {
  return comunasByName.get(toComparable(text))
}
