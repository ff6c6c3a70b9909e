/** Rules of the password of a funcionario (product.md “Staff”). */
import type { Parsed } from '../outcome/parsed.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { judgeClave } from '../secrets/clave.ts'
import type { EstimateGuesses } from '../secrets/guesses.ts'
import { codePointLength, hasInvalidCharacters } from '../values/text.ts'
import type { Funcionario } from './funcionario.ts'

const MIN_LENGTH = 12
const MAX_LENGTH = 128
/** What is estimated of a long one: if its beginning takes too many tries, so does the whole, and sooner. */
const ESTIMATED_LENGTH = 40

/**
 * Parses a password: 12 to 128 code points in NFC, never trimmed.
 * @returns it in NFC; or `caracteres_invalidos`, `contrasena_corta` or `contrasena_larga`.
 */
export function parseContrasena(text: string): Parsed<string> {
  const contrasena = text.normalize('NFC')
  if (hasInvalidCharacters(contrasena)) return { ok: false, code: 'caracteres_invalidos' }
  const length = codePointLength(contrasena)
  if (length < MIN_LENGTH) return { ok: false, code: 'contrasena_corta' }
  if (length > MAX_LENGTH) return { ok: false, code: 'contrasena_larga' }
  return { ok: true, value: contrasena }
}

/** Judges it as a clave is. @returns null if acceptable, or the first refusal of {@link judgeClave}. */
export const judgeContrasena = (
  contrasena: string,
  { nombre, email }: Pick<Funcionario, 'nombre' | 'email'>,
  estimate: EstimateGuesses,
): RefusalCode | null =>
  judgeClave(contrasena, { nombres: [nombre], email }, (text) => estimate(text.slice(0, ESTIMATED_LENGTH)))
