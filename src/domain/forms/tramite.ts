import type { FieldName } from '../fields/fields.ts'
import type { Operacion } from '../perfil.ts'
import type { Rule } from './rules.ts'

/** Text cut into pieces; those with `to` are links to an operation of the same profile. */
export type Sentence = readonly (string | { text: string; to: Operacion })[]

export interface Section {
  title: string
  text?: string
  fields: readonly FieldName[]
}

/** One form: its sections, the rules across its fields and its button. */
export interface Paso {
  sections: readonly Section[]
  /** Rules across fields, judged when every field reads well. */
  rules?: readonly Rule[]
  button: string
  /** Where in the operation this step is, where it has more than one. */
  progress?: string
  /** Other labels for this step only (actualizar: “Email Actual”). */
  labels?: Partial<Record<FieldName, string>>
  /** Other hints for this step only. */
  hints?: Partial<Record<FieldName, string>>
  /** It asks about somebody else: the browser's data of whoever fills it in are not offered. */
  aboutSomeoneElse?: true
}

/** One cell of the table: an operation of a profile. */
export interface Tramite {
  title: string
  opening: readonly Sentence[]
  important?: Sentence
  /** What comes and how long it takes. */
  duration: string
  /** By the last part of the address, '' for the first. */
  pasos: Readonly<Record<string, Paso>>
}
