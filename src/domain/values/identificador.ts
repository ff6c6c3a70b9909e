import type { Parsed } from '../outcome/parsed.ts'
import type { Perfil } from '../perfil.ts'
import { parseNie } from './nie.ts'
import { formatRut, parseRut } from './rut.ts'

/** The field that identifies an account within its profile (product.md “Profiles”). */
export const IDENTIFICADOR_FIELD = {
  natural: 'rut',
  juridica: 'rut',
  migrante: 'nie',
  facilitador: 'nie',
} as const satisfies Record<Perfil, 'rut' | 'nie'>

/** The identificador among the parsed values of a form. */
export const identificadorIn = (data: { rut: string } | { nie: string }): string =>
  'rut' in data ? data.rut : data.nie

/** Parses an identificador of a profile; refusals as in {@link parseRut} and {@link parseNie}. */
export const parseIdentificador = (perfil: Perfil, text: string): Parsed<string> =>
  IDENTIFICADOR_FIELD[perfil] === 'rut' ? parseRut(text) : parseNie(text)

/** What sentences call the identificador of a profile. */
export const identificadorName = (perfil: Perfil): 'RUT' | 'NIE' =>
  IDENTIFICADOR_FIELD[perfil] === 'rut' ? 'RUT' : 'NIE'

/** An identificador for display. */
export const formatIdentificador = (perfil: Perfil, identificador: string): string =>
  IDENTIFICADOR_FIELD[perfil] === 'rut' ? formatRut(identificador) : identificador
