import type { Field, ParseContext } from '../../domain/fields/field.ts'
import { type FormContent, fieldOf, fieldsOf, looksOf } from '../../domain/forms/form-content.ts'
import type { ClaveContext, Values } from '../../domain/forms/rules.ts'
import type { Refusal, Result } from '../../domain/outcome/result.ts'
import type { Overrides } from './form.ts'
import { type Typed, textOf } from './form-body.ts'

/** Names of the fields of a content that take a file. */
export const fileFieldsOf = (content: FormContent): string[] =>
  fieldsOf(content).filter((name) => looksOf(content, name).control === 'file')

/**
 * Parses the fields of a form, then applies its rules across fields.
 * @returns the canonical values, or every refusal in field order.
 */
export async function parseFields(
  content: FormContent,
  typed: Typed,
  env: ParseContext & ClaveContext,
  overrides: Overrides = {},
): Promise<Result<Values>> {
  const refusals: Refusal[] = []
  const values: Record<string, Values[string]> = {}
  for (const name of fieldsOf(content)) {
    if (overrides.omittedFields?.includes(name)) continue
    const field: Field<Exclude<Values[string], undefined>> = fieldOf(content, name)
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
  const known = { ...overrides.known, ...values }
  const broken = await Promise.all((content.rules ?? []).map((rule) => rule(known, env)))
  const ruleRefusals = broken.flat().filter(({ field }) => !fieldsWithError.has(field))
  const all = [...refusals, ...ruleRefusals]
  return all.length > 0 ? { ok: false, refusals: inFieldOrder(content, all) } : { ok: true, value: values }
}

/** Sorts refusals by the order of their fields on the page. */
export function inFieldOrder(content: FormContent, refusals: readonly Refusal[]): Refusal[] {
  const order: string[] = fieldsOf(content)
  const position = ({ field }: Refusal) => (field ? order.indexOf(field) : -1)
  return refusals.toSorted((a, b) => position(a) - position(b))
}
