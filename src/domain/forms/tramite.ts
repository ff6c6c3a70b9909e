import type { Part } from '../parts.ts'
import type { Operacion } from '../perfil.ts'
import type { FormContent } from './form-content.ts'

/** Pieces of text; those with `to` are links to an operation of the same profile. */
export type Sentence = readonly (string | Part | { text: string; to: Operacion })[]

/** “Paso 1 de 2”. */
export interface Progress {
  paso: number
  of: number
}

/** One form. */
export interface Paso extends FormContent {
  /** Position in the operation, if it has several pasos. */
  progress?: Progress
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
