/** One line of a registro file. */

import { createHeaderMatcher } from '../import/header-matcher.ts'
import { cleanValue } from '../import/value.ts'
import type { Parsed } from '../outcome/parsed.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { parseEmail } from '../values/email.ts'
import { TIPOS_ORGANISMO } from '../values/options.ts'
import { parseRazonSocial } from '../values/razon-social.ts'
import { parseRut } from '../values/rut.ts'
import { parseCelular } from '../values/telefono.ts'
import type { Organismo } from './organismo.ts'

/** The columns that a registro file must have, and those that it may have. */
export const ORGANISMO_COLUMNS = ['rut', 'razon_social', 'tipo', 'vigente', 'rut_representante'] as const
const CHANNEL_COLUMNS = ['email', 'celular'] as const
const ALL_COLUMNS = [...ORGANISMO_COLUMNS, ...CHANNEL_COLUMNS] as const
export type OrganismoColumn = (typeof ALL_COLUMNS)[number]

/** The column for a header. */
export const organismoColumnFor = createHeaderMatcher(ALL_COLUMNS)

const NO_VALUES = { rut: '', razon_social: '', tipo: '', vigente: '', rut_representante: '' }

/** As people, databases and spreadsheets write them. */
const TRUE_WORDS = ['si', 's', '1', '-1', 'vigente', 'si vigente', 'true', 't', 'verdadero', 'v', 'yes', 'y']
const FALSE_WORDS = ['no', 'n', '0', 'no vigente', 'false', 'f', 'falso']

const normalize = (text: string): string => text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Why a column of a line is invalid: a refusal of its field, or a value damaged before it came into the file. */
export type OrganismoRefusal = RefusalCode | 'numero_cortado' | 'letras_danadas'

interface Fault {
  column: OrganismoColumn
  code: OrganismoRefusal
}

type TypedOrganismo = Readonly<Partial<Record<OrganismoColumn, string>>>

/**
 * Parses one line of a registro file, cleaning its values as those of accounts.
 * @returns the organisation, and the contact data that it goes without because they are invalid; or the first
 *   other invalid column with its code.
 */
export function parseOrganismo(
  typed: TypedOrganismo,
): { ok: true; value: Organismo; without: Fault[] } | ({ ok: false } & Fault) {
  const refuseColumn = (column: OrganismoColumn, code: OrganismoRefusal) =>
    ({ ok: false, column, code }) as const
  const values = { ...NO_VALUES }
  for (const column of ORGANISMO_COLUMNS) {
    const cleaned = cleanValue(typed[column] ?? '')
    if ('value' in cleaned) values[column] = cleaned.value
    else return refuseColumn(column, cleaned.fault === 'sin_valor' ? 'requerido' : cleaned.fault)
  }
  const rut = parseRut(values.rut)
  if (!rut.ok) return refuseColumn('rut', rut.code)
  const razonSocial = parseRazonSocial(values.razon_social)
  if (!razonSocial.ok) return refuseColumn('razon_social', razonSocial.code)
  const tipo = normalize(values.tipo)
  if (!TIPOS_ORGANISMO.some(({ value }) => value === tipo)) return refuseColumn('tipo', 'opcion_invalida')
  const vigenteText = normalize(values.vigente).replaceAll('_', ' ')
  const vigente = TRUE_WORDS.includes(vigenteText)
  if (!vigente && !FALSE_WORDS.includes(vigenteText)) return refuseColumn('vigente', 'opcion_invalida')
  const rutRepresentante = parseRut(values.rut_representante)
  if (!rutRepresentante.ok) return refuseColumn('rut_representante', rutRepresentante.code)
  const channels = {
    email: parseChannel(typed, 'email', parseEmail),
    celular: parseChannel(typed, 'celular', parseCelular),
  }
  return {
    ok: true,
    value: {
      rut: rut.value,
      razonSocial: razonSocial.value,
      tipo,
      vigente,
      rutRepresentante: rutRepresentante.value,
      email: channels.email.value,
      celular: channels.celular.value,
    },
    without: [channels.email, channels.celular].flatMap(({ fault }) => fault ?? []),
  }
}

/** A mailbox or mobile of the registro: without one an organisation is as good. */
function parseChannel(
  typed: TypedOrganismo,
  column: (typeof CHANNEL_COLUMNS)[number],
  parse: (text: string) => Parsed<string>,
): { value: string | null; fault?: Fault } {
  const cleaned = cleanValue(typed[column] ?? '')
  if (!('value' in cleaned)) {
    return cleaned.fault === 'sin_valor'
      ? { value: null }
      : { value: null, fault: { column, code: cleaned.fault } }
  }
  const parsed = parse(cleaned.value)
  return parsed.ok ? { value: parsed.value } : { value: null, fault: { column, code: parsed.code } }
}
