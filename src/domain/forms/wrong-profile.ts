/**
 * The wrong door: an identifier typed in the form of another profile. Always a hint and a button that carries what
 * was typed to the right form, never a refusal for good: who insists goes on, and whether there is an account has no
 * part in it.
 */

import type { RefusalCode } from '../outcome/refusals.ts'
import type { Refusal } from '../outcome/result.ts'
import type { Perfil } from '../perfil.ts'
import { IDENTIFICADOR_FIELD } from '../values/identificador.ts'
import { nieIsNotRut, type Rule, rutOfPersona } from './rules.ts'
import type { Paso, Sentence } from './tramite.ts'

export interface WrongProfile {
  perfil: Exclude<Perfil, 'facilitador'>
  /** On the button that leads there. */
  text: string
}

const TO_NATURAL: WrongProfile = { perfil: 'natural', text: 'Ir a Persona Natural con estos datos' }
const TO_JURIDICA: WrongProfile = { perfil: 'juridica', text: 'Ir a Persona Jurídica con estos datos' }
const TO_MIGRANTE: WrongProfile = { perfil: 'migrante', text: 'Ir a Migrante con estos datos' }

const WRONG_PROFILES: Partial<Record<RefusalCode, WrongProfile>> = {
  rut_de_empresa: TO_JURIDICA,
  rut_es_nie: TO_MIGRANTE,
  nie_es_rut: TO_NATURAL,
  nie_es_rut_de_empresa: TO_JURIDICA,
}

/** The right form that a refusal points to, if it does. */
export const wrongProfileOf = ({ code }: Refusal): WrongProfile | undefined => WRONG_PROFILES[code]

const RULES: Partial<Record<Perfil, Rule>> = {
  natural: rutOfPersona,
  migrante: nieIsNotRut,
  facilitador: nieIsNotRut,
}
const IS_MY_DOCUMENTO = 'Continuar de todos modos: es el número de mi documento'

/**
 * A form that begins an operation, with the rule that notices the wrong door and, beside the identifier, the box
 * that goes on all the same.
 */
export function withWrongProfile(perfil: Perfil, paso: Paso): Paso {
  const rule = RULES[perfil]
  const identificador = IDENTIFICADOR_FIELD[perfil]
  if (!rule) return paso
  return {
    ...paso,
    sections: paso.sections.map((section) => ({
      ...section,
      fields: section.fields.flatMap((field) =>
        field === identificador ? [field, 'continuarDeTodosModos' as const] : [field],
      ),
    })),
    rules: [rule, ...(paso.rules ?? [])],
    labels: {
      ...paso.labels,
      ...(identificador === 'nie' && { continuarDeTodosModos: IS_MY_DOCUMENTO }),
    },
  }
}

/** Above the form to which something was carried. */
export const CARRIED_OVER: Sentence = [
  'Trajimos lo que escribió en el otro formulario. Revíselo y complete lo que falta.',
]

/** The texts of a form under the names of the fields of another profile's: its identifier may have another name. */
export function toOtherProfile<T>(
  typed: Readonly<Record<string, T>>,
  from: Perfil,
  to: Perfil,
): Record<string, T> {
  const name = IDENTIFICADOR_FIELD[from]
  const { [name]: identificador, ...rest } = typed
  return identificador === undefined ? rest : { ...rest, [IDENTIFICADOR_FIELD[to]]: identificador }
}
