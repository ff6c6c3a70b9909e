/** Regiones and comunas by their CUT codes (Subdere), as other systems of the State name them. */
import aliasDeComunas from './datos/alias-comunas.json' with { type: 'json' }
import provincias from './datos/provincias.json' with { type: 'json' }
import regiones from './datos/regiones.json' with { type: 'json' }
import { sinAcentos } from './texto.ts'

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

const alias = new Map(aliasDeComunas.map((una) => [una.comuna, una.alias]))

/** In the order of their regiones and, within each, of their codes. */
export const COMUNAS: readonly Comuna[] = provincias.flatMap((provincia) =>
  provincia.comunas.map((comuna) => {
    const codigo = comuna.slice(0, 5)
    const otros = alias.get(codigo)
    const datos = { codigo, nombre: comuna.slice(6), provincia: provincia.nombre, region: provincia.region }
    return otros ? { ...datos, alias: otros } : datos
  }),
)

const regionPorCodigo = new Map(REGIONES.map((region) => [region.codigo, region]))
const comunaPorCodigo = new Map(COMUNAS.map((comuna) => [comuna.codigo, comuna]))
const comunaPorNombre = new Map(
  COMUNAS.flatMap((comuna) =>
    [comuna.nombre, ...(comuna.alias ?? [])].map((nombre) => [comparable(nombre), comuna]),
  ),
)

function comparable(nombre: string): string {
  return sinAcentos(nombre)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}

/** Whether a code is that of a región. */
export function esRegion(codigo: string): boolean {
  return regionPorCodigo.has(codigo)
}

/** Whether a code is that of a comuna. */
export function esComuna(codigo: string): boolean {
  return comunaPorCodigo.has(codigo)
}

/** The name of a región, if there is one with that code. */
export function nombreRegion(codigo: string): string | undefined {
  return regionPorCodigo.get(codigo)?.nombre
}

/** The name of a comuna, if there is one with that code. */
export function nombreComuna(codigo: string): string | undefined {
  return comunaPorCodigo.get(codigo)?.nombre
}

/** The región of a comuna, if there is one with that code. */
export function regionDeComuna(codigo: string): string | undefined {
  return comunaPorCodigo.get(codigo)?.region
}

/** Whether a comuna lies in a región; false when either code is unknown. */
export function comunaEsDeRegion(comuna: string, region: string): boolean {
  return comunaPorCodigo.get(comuna)?.region === region
}

/** The comuna of that name or popular name, however its case, accents, blanks, hyphens or apostrophes are written. */
export function buscarComuna(texto: string): Comuna | undefined {
  return comunaPorNombre.get(comparable(texto))
}
