/** Parses one line of an account import file with the parsers of the forms. */

import { type CuentaData, toCuentaData } from '../account/cuenta.ts'
import type { ParseContext } from '../fields/field.ts'
import { fields } from '../fields/fields.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import type { Perfil } from '../perfil.ts'
import { parseIdentificador } from '../values/identificador.ts'
import { regionOfComuna } from '../values/territorio.ts'
import { cleanValues, parseConfirmed, type Values } from './cells.ts'
import { isOrWasInRegion } from './comuna.ts'
import { FIELDS_NOT_OF, FIELDS_OF } from './fields-of-perfil.ts'
import { toFormText } from './form-text.ts'
import type { Note, ParsedCuenta } from './importacion.ts'
import { perfilFromFile } from './perfil.ts'
import { parsePregunta } from './pregunta.ts'

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
