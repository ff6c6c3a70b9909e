import type { Field } from '../fields/field.ts'
import { fields } from '../fields/fields.ts'
import { normalizeRespuesta } from '../secrets/respuesta-secreta.ts'
import { comunaFromFile, regionFromFile } from './comuna.ts'
import { fechaFromFile } from './fecha.ts'
import type { Note } from './importacion.ts'

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
 * @returns undefined where the cell has two readings.
 */
export function toFormText(
  datum: string,
  text: string,
  addNote: (code: Note['code']) => void,
): string | undefined {
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
