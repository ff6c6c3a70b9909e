import type { Presentation } from '../fields/field.ts'
import { type FieldName, fields, type ValueOf } from '../fields/fields.ts'
import type { ClaveRule, Rule } from './rules.ts'

export interface Section {
  title: string
  text?: string
  fields: readonly FieldName[]
}

/** What a form asks, whoever asks it. */
export interface FormContent {
  sections: readonly Section[]
  /** Rules across fields, applied once every field is valid. */
  rules?: readonly (Rule | ClaveRule)[]
  button: string
  /** Fields that in this form look and are parsed like another one: a sign-in calls the current CS `clave`. */
  like?: Partial<Record<FieldName, FieldName>>
  /** Labels in this form only (actualizar: “Email Actual”). */
  labels?: Partial<Record<FieldName, string>>
  /** Hints in this form only. */
  hints?: Partial<Record<FieldName, string>>
  /** What browsers fill in, in this form only. */
  autocomplete?: Partial<Record<FieldName, string>>
  /** Asks for someone else's data: turns browser autofill off. */
  aboutSomeoneElse?: true
}

/** Names of the fields of a content, as its type tells them. */
export type FieldsOf<C> = C extends { sections: readonly { fields: readonly (infer N)[] }[] }
  ? N & FieldName
  : never

/** Parsed values of a content. */
export type ValuesOf<C> = { [N in FieldsOf<C>]: ValueOf<N> }

export const fieldsOf = ({ sections }: Pick<FormContent, 'sections'>): FieldName[] =>
  sections.flatMap(({ fields }) => [...fields])

/** A field as this form has it. */
export const fieldOf = ({ like }: Pick<FormContent, 'like'>, name: FieldName) => fields[like?.[name] ?? name]

/** How it is displayed. */
export const looksOf = (content: Pick<FormContent, 'like'>, name: FieldName): Presentation =>
  fieldOf(content, name)
