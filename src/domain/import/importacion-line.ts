/** Parses one line of an account import file with the parsers of the forms. */

import { type CuentaData, toCuentaData } from '../account/cuenta.ts'
import type { Field, ParseContext } from '../fields/field.ts'
import { fields } from '../fields/fields.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import type { Perfil } from '../perfil.ts'
import { KNOWN_PREGUNTAS, normalizeRespuesta } from '../secrets/respuesta-secreta.ts'
import { parseIdentificador } from '../values/identificador.ts'
import { regionOfComuna } from '../values/territorio.ts'
import { comunaFromFile, isOrWasInRegion, regionFromFile } from './comuna.ts'
import { fechaFromFile } from './fecha.ts'
import { COLUMNS, type Column, type LegacyRespuesta, type Note, type ParsedCuenta } from './importacion.ts'
import { perfilFromFile } from './perfil.ts'
import { cleanValue } from './value.ts'

/** The cells of a line by column; missing ones are absent or empty. */
export type Values = Partial<Record<Column, string>>

const NOMBRE_FIELDS = ['nombres', 'apellidoPaterno', 'apellidoMaterno'] as const
const DIRECCION_FIELDS = ['direccion', 'numero', 'block', 'departamento', 'region', 'comuna'] as const
const EXTRANJERO_FIELDS = ['tipoDocumento', 'sexo', 'estadoCivil', 'cantidadHijos', 'paisOrigen'] as const
const ORGANISMO_FIELDS = [
  'razonSocial',
  'tipoOrganismo',
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const
const TELEFONO_FIELDS = ['telefonoParticular', 'celular', 'telefonoTrabajo'] as const

type Datum = keyof CuentaData

/** The data that the forms of each profile ask for. */
const FIELDS_OF: Readonly<Record<Perfil, readonly Datum[]>> = {
  natural: [...NOMBRE_FIELDS, 'fechaNacimiento', ...DIRECCION_FIELDS, 'email', ...TELEFONO_FIELDS],
  juridica: [...ORGANISMO_FIELDS, ...DIRECCION_FIELDS, 'email', 'celular'],
  migrante: [
    ...NOMBRE_FIELDS,
    'fechaNacimiento',
    ...EXTRANJERO_FIELDS,
    ...DIRECCION_FIELDS,
    'email',
    ...TELEFONO_FIELDS,
  ],
  facilitador: [...NOMBRE_FIELDS, 'tipoDocumento', 'paisOrigen', 'email'],
}

const ALL_FIELDS = [...new Set(Object.values(FIELDS_OF).flat())]
const fieldsNotOf = (perfil: Perfil) => ALL_FIELDS.filter((datum) => !FIELDS_OF[perfil].includes(datum))
/** The rest. */
const FIELDS_NOT_OF: Readonly<Record<Perfil, readonly Datum[]>> = {
  natural: fieldsNotOf('natural'),
  juridica: fieldsNotOf('juridica'),
  migrante: fieldsNotOf('migrante'),
  facilitador: fieldsNotOf('facilitador'),
}

/** Option values by their normalized displayed text. */
const optionsOf = (field: Field<string>) =>
  new Map(
    field.groups?.flatMap(({ options }) =>
      options.map(({ value, text }) => [normalizeRespuesta(text), value] as const),
    ),
  )
const OPTION_LISTS: Partial<Record<string, Map<string, string>>> = {
  tipoDocumento: optionsOf(fields.tipoDocumento),
  sexo: optionsOf(fields.sexo),
  estadoCivil: optionsOf(fields.estadoCivil),
  paisOrigen: optionsOf(fields.paisOrigen),
  tipoOrganismo: optionsOf(fields.tipoOrganismo),
}

/**
 * Converts a cell to the format of its form field.
 * @returns undefined if it is ambiguous.
 */
function toFormText(datum: string, text: string, addNote: (code: Note['code']) => void): string | undefined {
  if (datum === 'fechaNacimiento') {
    const fecha = fechaFromFile(text)
    const code = 'doubt' in fecha ? fecha.doubt : fecha.note
    if (code) addNote(code)
    return 'doubt' in fecha ? undefined : fecha.text
  }
  if (datum === 'comuna') return comunaFromFile(text) ?? text
  if (datum === 'region') return regionFromFile(text) ?? text
  return OPTION_LISTS[datum]?.get(normalizeRespuesta(text)) ?? text
}

/** Which cells {@link cleanValue} must not read as any other. */
const KINDS: Partial<Record<Column, 'nombre' | 'literal'>> = {
  nombres: 'nombre',
  apellidoPaterno: 'nombre',
  apellidoMaterno: 'nombre',
  claveHash: 'literal',
  respuestaHash: 'literal',
  respuestaSecreta: 'literal',
}

/** Removes what databases and spreadsheets leave in the cells, and notes unusable ones. */
function cleanValues(values: Values, notes: Note[]): Values {
  const cleaned: Values = {}
  for (const column of COLUMNS) {
    const typed = values[column]
    if (!typed || !/\S/.test(typed)) continue
    const result = cleanValue(typed, KINDS[column])
    if ('fault' in result) {
      notes.push({ field: column, code: result.fault })
      continue
    }
    cleaned[column] = result.value
    if (result.doubtful) notes.push({ field: column, code: 'quizas_sin_valor' })
  }
  return cleaned
}

/**
 * Parses a line. An unknown perfil or an invalid identificador refuses the whole line; any other invalid
 * value is left out of the account with a note.
 */
export function parseLine(
  typed: Values,
  context: ParseContext,
):
  | { ok: true; cuenta: ParsedCuenta }
  | { ok: false; code: 'perfil_desconocido' | 'numero_cortado' | RefusalCode } {
  const notes: Note[] = []
  const values = cleanValues(typed, notes)
  const perfil = perfilFromFile(values.perfil ?? '')
  if (!perfil) return { ok: false, code: 'perfil_desconocido' }
  if (notes.some(({ field, code }) => field === 'identificador' && code === 'numero_cortado')) {
    return { ok: false, code: 'numero_cortado' }
  }
  const identificador = parseIdentificador(perfil, (values.identificador ?? '').slice(0, 100))
  if (!identificador.ok) return identificador
  const data = parseData(perfil, values, context, notes)
  return {
    ok: true,
    cuenta: {
      perfil,
      identificador: identificador.value,
      data,
      confirmed: {
        email: parseConfirmed('emailConfirmado', values, notes),
        emailRepresentante: parseConfirmed('emailRepresentanteConfirmado', values, notes),
      },
      claveHash: values.claveHash ?? null,
      pregunta: perfil === 'facilitador' ? null : parsePregunta(values, notes),
      notes,
    },
  }
}

function parseData(perfil: Perfil, values: Values, context: ParseContext, notes: Note[]): CuentaData {
  const parsedData: Partial<CuentaData> = {}
  for (const datum of FIELDS_OF[perfil]) {
    const text = values[datum]
    const addNote = (code: Note['code']) => notes.push({ field: datum, code })
    const formText = text && toFormText(datum, text, addNote)
    if (!formText) continue
    const parsed = fields[datum].parse(formText, context)
    if (parsed.ok) parsedData[datum] = parsed.value
    else addNote(parsed.code)
  }
  for (const datum of FIELDS_NOT_OF[perfil]) {
    if (values[datum]) notes.push({ field: datum, code: 'de_otro_perfil' })
  }
  setRegion(parsedData, notes)
  return toCuentaData(parsedData)
}

const YES = new Set(['si', 's', 'yes', 'y', 'true', 'verdadero', 't', '1'])
const NO = new Set(['no', 'n', 'false', 'falso', 'f', '0'])

/** Whether a mailbox counts as confirmed; with a cell that says neither yes nor no it does not. */
function parseConfirmed(
  column: 'emailConfirmado' | 'emailRepresentanteConfirmado',
  values: Values,
  notes: Note[],
): boolean {
  const text = values[column]
  if (!text) return true
  const answer = normalizeRespuesta(text)
  if (!YES.has(answer) && !NO.has(answer)) notes.push({ field: column, code: 'confirmado_forma' })
  return YES.has(answer)
}

/**
 * The comuna determines the región. A different región in the file is noted, unless the comuna used to lie
 * there.
 */
function setRegion(parsedData: Partial<CuentaData>, notes: Note[]): void {
  const { comuna, region } = parsedData
  if (!comuna) return
  if (region && !isOrWasInRegion(comuna, region)) {
    notes.push({ field: 'region', code: 'comuna_de_otra_region' })
  }
  parsedData.region = regionOfComuna(comuna) ?? null
}

const wordsOnly = (text: string): string =>
  (normalizeRespuesta(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

/** Question ids by id, number and text. */
const preguntas = new Map(
  KNOWN_PREGUNTAS.flatMap(({ id, text }) => [
    [id, id] as const,
    [String(Number(id.slice(1))), id] as const,
    [wordsOnly(text), id] as const,
  ]),
)

/** A question is kept only together with its answer, which is taken as the old system took it. */
function parsePregunta(values: Values, notes: Note[]): ParsedCuenta['pregunta'] {
  const typed = values.preguntaSecreta
  const respuesta = parseRespuesta(values)
  if (!typed && !respuesta) return null
  const addNote = (field: Column, code: Note['code']) => {
    notes.push({ field, code })
    return null
  }
  const id = preguntas.get(wordsOnly(typed?.slice(0, 500) ?? ''))
  if (typed && !id) return addNote('preguntaSecreta', 'pregunta_desconocida')
  if (!id || !respuesta) return addNote('preguntaSecreta', 'pregunta_sola')
  if ('hash' in respuesta) return { id, respuesta }
  const parsed = fields.respuestaSecreta.parse(respuesta.plaintext, { today: '' })
  if (!parsed.ok) return addNote('respuestaSecreta', parsed.code)
  return { id, respuesta: { plaintext: normalizeRespuesta(parsed.value) } }
}

function parseRespuesta({ respuestaHash, respuestaSecreta }: Values): LegacyRespuesta | undefined {
  if (respuestaHash) return { hash: respuestaHash }
  return respuestaSecreta ? { plaintext: respuestaSecreta } : undefined
}
