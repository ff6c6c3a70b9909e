import { type FieldName, fields } from '../../domain/fields/fields.ts'
import { type FormContent, fieldsOf, looksOf } from '../../domain/forms/form-content.ts'
import { refusalParts, refusalText } from '../../domain/outcome/refusals.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import type { ErrorSummary } from '../views/view-models.ts'
import { type Typed, textOf } from './form-body.ts'

/** The text of a refusal, with the label that its field has in this form. */
export const textIn = (content: FormContent, refusal: Refusal): string =>
  refusalText(refusal.code, dataOf(content, refusal))

function dataOf(content: FormContent, { field, data }: Refusal) {
  const presentation = field && field in fields ? looksOf(content, field as FieldName) : undefined
  const label = (field && content.labels?.[field as FieldName]) ?? presentation?.label ?? ''
  return { etiqueta: label, maximo: presentation?.max ?? '', ...data }
}

export const errorSummary = (
  content: FormContent,
  typed: Typed,
  refusals: readonly Refusal[],
): ErrorSummary => ({
  title: titleFor(refusals),
  errors: refusals.map((refusal) =>
    refusal.field
      ? { text: textIn(content, refusal), field: refusal.field }
      : { sentence: refusalParts(refusal.code, dataOf(content, refusal)) },
  ),
  typeAgain: lostSecrets(content, typed, new Set(refusals.map(({ field }) => field ?? ''))),
})

/** Asks to review fields only if some refusal is about a field. */
function titleFor(refusals: readonly Refusal[]): string {
  if (!refusals.some(({ field }) => field)) return 'Hay un problema'
  return refusals.length === 1 ? 'Revise 1 dato' : `Revise ${refusals.length} datos`
}

/** Secrets typed without error, which must be typed again. Files have a refusal of their own. */
const lostSecrets = (content: FormContent, typed: Typed, withError: ReadonlySet<string>) =>
  fieldsOf(content)
    .filter((name) => looksOf(content, name).secret && textOf(typed, name) !== '' && !withError.has(name))
    .map((field) => ({ label: content.labels?.[field] ?? looksOf(content, field).label, field }))
