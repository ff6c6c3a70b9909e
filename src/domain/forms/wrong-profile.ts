/**
 * Handles an identificador typed in another profile's form. The person gets a hint and a button that carries
 * the typed values to the right form, and can always continue anyway. Does not depend on whether an account
 * exists.
 */

import type { RefusalCode } from '../outcome/refusals.ts'
import type { Refusal } from '../outcome/result.ts'
import type { Perfil } from '../perfil.ts'
import { IDENTIFICADOR_FIELD } from '../values/identificador.ts'
import { nieIsNotRut, type Rule, rutIsOfPersona } from './rules.ts'
import type { Paso, Sentence } from './tramite.ts'

/** The form for which an identificador typed in another one is meant. */
export interface RightForm {
  perfil: Exclude<Perfil, 'facilitador'>
  /** Text of the button that leads there. */
  text: string
}

const TO_NATURAL: RightForm = { perfil: 'natural', text: 'Ir a Persona Natural con estos datos' }
const TO_JURIDICA: RightForm = { perfil: 'juridica', text: 'Ir a Persona Jurídica con estos datos' }
const TO_MIGRANTE: RightForm = { perfil: 'migrante', text: 'Ir a Migrante con estos datos' }

const RIGHT_FORMS: Partial<Record<RefusalCode, RightForm>> = {
  rut_de_empresa: TO_JURIDICA,
  rut_es_nie: TO_MIGRANTE,
  nie_es_rut: TO_NATURAL,
  nie_es_rut_de_empresa: TO_JURIDICA,
}

/** The right form according to a refusal, if any. */
export const rightFormFor = ({ code }: Refusal): RightForm | undefined => RIGHT_FORMS[code]

const RULES: Partial<Record<Perfil, Rule>> = {
  natural: rutIsOfPersona,
  migrante: nieIsNotRut,
  facilitador: nieIsNotRut,
}
export const CONTINUE_LABEL = 'Continuar de todos modos: es el número de mi documento'

/**
 * Adds to the first paso of an operation the rule that detects a wrong profile and, after the identificador,
 * the checkbox to continue anyway.
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
      ...(identificador === 'nie' && { continuarDeTodosModos: CONTINUE_LABEL }),
    },
  }
}

/** Above a form prefilled from another profile's. */
export const CARRIED_OVER: Sentence = ['Trajimos lo que escribió antes. Revíselo y complete lo que falta.']

/** Renames the identificador among the typed values to its field in the other profile. */
export function toOtherProfile<T>(
  typed: Readonly<Record<string, T>>,
  from: Perfil,
  to: Perfil,
): Record<string, T> {
  const name = IDENTIFICADOR_FIELD[from]
  const { [name]: identificador, ...rest } = typed
  return identificador === undefined ? rest : { ...rest, [IDENTIFICADOR_FIELD[to]]: identificador }
}
