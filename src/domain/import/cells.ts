import { normalizeRespuesta } from '../secrets/respuesta-secreta.ts'
import { COLUMNS, type Column, type Note } from './importacion.ts'
import { cleanValue } from './value.ts'

/** The cells of a line by column; missing ones are absent or empty. */
export type Values = Partial<Record<Column, string>>

/** Which cells {@link cleanValue} reads in a way of their own. */
const KINDS: Partial<Record<Column, 'nombre' | 'literal'>> = {
  nombres: 'nombre',
  apellidoPaterno: 'nombre',
  apellidoMaterno: 'nombre',
  claveHash: 'literal',
  respuestaHash: 'literal',
  respuestaSecreta: 'literal',
}

/** Removes what databases and spreadsheets leave in the cells, and notes unusable ones. */
export function cleanValues(values: Values, notes: Note[]): Values {
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

const YES = new Set(['si', 's', 'yes', 'y', 'true', 'verdadero', 't', '1'])
const NO = new Set(['no', 'n', 'false', 'falso', 'f', '0'])

/** Whether a mailbox counts as confirmed; with a cell that says neither yes nor no it does not. */
export function parseConfirmed(
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
