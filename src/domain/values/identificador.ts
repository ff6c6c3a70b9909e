import type { Parsed } from '../outcome/parsed.ts'
import type { Perfil } from '../perfil.ts'
import { parseNie } from './nie.ts'
import { formatRut, parseRut } from './rut.ts'

/** The field that tells an account of a profile (product.md “Profiles”). */
export const IDENTIFICADOR_FIELD = {
  natural: 'rut',
  juridica: 'rut',
  migrante: 'nie',
  facilitador: 'nie',
} as const satisfies Record<Perfil, 'rut' | 'nie'>

/** The identifier among what a form read to. */
export const identificadorIn = (data: { rut: string } | { nie: string }): string =>
  'rut' in data ? data.rut : data.nie

/** Reads an identifier of a profile; refusals as {@link parseRut} and {@link parseNie}. */
export const parseIdentificador = (perfil: Perfil, text: string): Parsed<string> =>
  IDENTIFICADOR_FIELD[perfil] === 'rut' ? parseRut(text) : parseNie(text)

/** How an identifier is called in a sentence. */
export const identificadorName = (perfil: Perfil): 'RUT' | 'NIE' =>
  IDENTIFICADOR_FIELD[perfil] === 'rut' ? 'RUT' : 'NIE'

/** An identifier as people read it. */
export const formatIdentificador = (perfil: Perfil, identificador: string): string =>
  IDENTIFICADOR_FIELD[perfil] === 'rut' ? formatRut(identificador) : identificador
