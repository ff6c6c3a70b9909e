import type { Lectura } from './lectura.ts'
import { leerNie } from './nie.ts'
import type { Perfil } from './perfil.ts'
import { leerRut, mostrarRut } from './rut.ts'

/** The field that tells an account of a profile (PRODUCT “The profiles”). */
export const CAMPO_IDENTIFICADOR = {
  natural: 'rut',
  juridica: 'rut',
  migrante: 'nie',
  facilitador: 'nie',
} as const satisfies Record<Perfil, 'rut' | 'nie'>

/** The identifier among what a form read to. */
export const identificadorEn = (datos: { rut: string } | { nie: string }): string =>
  'rut' in datos ? datos.rut : datos.nie

/** Reads an identifier of a profile; refusals as {@link leerRut} and {@link leerNie}. */
export const leerIdentificador = (perfil: Perfil, texto: string): Lectura<string> =>
  CAMPO_IDENTIFICADOR[perfil] === 'rut' ? leerRut(texto) : leerNie(texto)

/** How an identifier is called in a sentence. */
export const nombreDeIdentificador = (perfil: Perfil): 'RUT' | 'NIE' =>
  CAMPO_IDENTIFICADOR[perfil] === 'rut' ? 'RUT' : 'NIE'

/** An identifier as people read it. */
export const mostrarIdentificador = (perfil: Perfil, identificador: string): string =>
  CAMPO_IDENTIFICADOR[perfil] === 'rut' ? mostrarRut(identificador) : identificador
