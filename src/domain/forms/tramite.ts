import type { FieldName } from '../fields/fields.ts'
import type { Part } from '../parts.ts'
import type { Operacion } from '../perfil.ts'
import type { Rule } from './rules.ts'

/** Pieces of text; those with `to` are links to an operation of the same profile. */
export type Sentence = readonly (string | Part | { text: string; to: Operacion })[]

export interface Section {
  title: string
  text?: string
  fields: readonly FieldName[]
}

/** “Paso 1 de 2”. */
export interface Progress {
  paso: number
  of: number
}

/** One form. */
export interface Paso {
  sections: readonly Section[]
  /** Rules across fields, applied once every field is valid. */
  rules?: readonly Rule[]
  button: string
  /** Position in the operation, if it has several pasos. */
  progress?: Progress
  /** Labels for this paso only (actualizar: “Email Actual”). */
  labels?: Partial<Record<FieldName, string>>
  /** Hints for this paso only. */
  hints?: Partial<Record<FieldName, string>>
  /** Asks for someone else's data: turns browser autofill off. */
  aboutSomeoneElse?: true
}

/** One cell of the table profiles × operations. */
export interface Tramite {
  title: string
  opening: readonly Sentence[]
  important?: Sentence
  /** How long it takes and what to have at hand. */
  duration: string
  /** By the last part of the URL; '' for the first one. */
  pasos: Readonly<Record<string, Paso>>
}
