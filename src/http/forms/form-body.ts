import type { Field, ParseContext, Presentation } from '../../domain/fields/field.ts'
import { type FieldName, fields } from '../../domain/fields/fields.ts'
import type { Values } from '../../domain/forms/rules.ts'
import type { Paso } from '../../domain/forms/tramite.ts'
import type { Refusal, Result } from '../../domain/outcome/result.ts'

/** What was typed, by field; an array where the same name was sent more than once. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

export const pasoFields = (paso: Paso): FieldName[] => paso.sections.flatMap(({ fields }) => [...fields])

/** Picks the listed names from a body or query, if they are texts; ignores everything else. */
export function take(body: unknown, names: readonly string[]): Typed {
  const sent: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  const pairs = names.flatMap((name): [string, string | string[]][] => {
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined
    if (typeof value === 'string') return [[name, value]]
    return Array.isArray(value) ? [[name, value.map(String)]] : []
  })
  return Object.fromEntries(pairs)
}

/** The text of a field; '' when absent or sent more than once. */
export const textOf = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}

/**
 * Parses the fields of a paso, then applies its rules across fields.
 * @param overrides fields that this page leaves out, and optional ones that it requires.
 * @returns the canonical values, or every refusal in field order.
 */
export function parsePaso(
  paso: Paso,
  typed: Typed,
  env: ParseContext,
  overrides: { omittedFields?: readonly FieldName[]; requiredFields?: readonly FieldName[] } = {},
): Result<Values> {
  const refusals: Refusal[] = []
  const values: Record<string, Values[string]> = {}
  for (const name of pasoFields(paso)) {
    if (overrides.omittedFields?.includes(name)) continue
    const field: Field<Exclude<Values[string], undefined>> = fields[name]
    if (Array.isArray(typed[name]) && field.control !== 'file') {
      refusals.push({ code: 'un_solo_valor', field: name })
      continue
    }
    const parsed = field.parse(textOf(typed, name), env)
    if (parsed.ok && parsed.value === null && overrides.requiredFields?.includes(name)) {
      refusals.push({ code: 'requerido', field: name })
    } else if (parsed.ok) values[name] = parsed.value
    else {
      const { code, data } = parsed
      refusals.push({ code, field: name, ...(data && { data }) })
    }
  }
  const fieldsWithError = new Set(refusals.map(({ field }) => field))
  const ruleRefusals = (paso.rules ?? [])
    .flatMap((rule) => rule(values))
    .filter(({ field }) => !fieldsWithError.has(field))
  const all = [...refusals, ...ruleRefusals]
  return all.length > 0 ? { ok: false, refusals: inFieldOrder(paso, all) } : { ok: true, value: values }
}

/** Sorts refusals by the order of their fields on the page. */
export function inFieldOrder(paso: Paso, refusals: readonly Refusal[]): Refusal[] {
  const order: string[] = pasoFields(paso)
  const position = ({ field }: Refusal) => (field ? order.indexOf(field) : -1)
  return refusals.toSorted((a, b) => position(a) - position(b))
}

/** Valid values to be reviewed once before registering (product.md “Fields”, rut without hyphen). */
export const findValuesToReview = (paso: Paso, typed: Typed): Refusal[] =>
  pasoFields(paso).flatMap((field): Refusal[] => {
    const { toReview }: Presentation = fields[field]
    const rut = toReview?.(textOf(typed, field))
    return rut ? [{ code: 'rut_sin_guion', field, data: { rut } }] : []
  })
