import { fields } from '../fields/fields.ts'
import { KNOWN_PREGUNTAS, normalizeRespuesta } from '../secrets/respuesta-secreta.ts'
import type { Values } from './cells.ts'
import type { Column, LegacyRespuesta, Note, ParsedCuenta } from './importacion.ts'

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
export function parsePregunta(values: Values, notes: Note[]): ParsedCuenta['pregunta'] {
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
