import { MAX_PARSED_LENGTH, type Presentation } from '../../domain/fields/field.ts'
import type { FieldName } from '../../domain/fields/fields.ts'
import { looksOf } from '../../domain/forms/form-content.ts'
import { fillText } from '../../domain/outcome/refusals.ts'
import type { FieldView } from '../views/view-models.ts'
import type { FormPage } from './form.ts'
import { textOf } from './form-body.ts'
import type { ShownForm } from './shown-form.ts'

/** The model of a field. Values of secret fields are never shown again. */
export function fieldView(name: FieldName, shown: ShownForm, error: string | undefined): FieldView {
  const { content, typed, page, overrides } = shown
  const field = looksOf(content, name)
  const hint = content.hints?.[name] ?? field.hint
  const autocomplete = content.aboutSomeoneElse ? 'off' : (content.autocomplete?.[name] ?? field.autocomplete)
  const typedText = textOf(typed, name)
  const options = page.options?.[name]
  const groups = options ? [{ options }] : field.groups
  return {
    name,
    label: content.labels?.[name] ?? field.label,
    ...(hint && { hint }),
    control: field.control,
    value: field.secret ? '' : (field.toReview?.(typedText) ?? typedText),
    required: field.required || Boolean(overrides.requiredFields?.includes(name)),
    ...(field.either && { either: true }),
    ...(error && { error }),
    ...(autocomplete && { autocomplete }),
    ...(field.inputmode && { inputmode: field.inputmode }),
    width: field.width,
    ...maxOf(field),
    ...(field.prefix && { prefix: field.prefix }),
    ...(field.accept && { accept: field.accept.join(',') }),
    ...(field.bytes && { bytes: field.bytes }),
    ...(field.ifTooHeavy && { ifTooHeavy: field.ifTooHeavy }),
    ...(field.rules && { rules: field.rules }),
    ...(field.note && { note: field.note.map((line) => fillText(line, shown.numbersInTexts)) }),
    ...(groups && {
      groups: groups.map(({ name, options }) => ({
        ...(name && { name }),
        options: [...options],
      })),
    }),
  }
}

/** The limit that a person may reach while typing. The length of a clave is told by its hint. */
const maxOf = ({ control, max = MAX_PARSED_LENGTH }: Presentation): Pick<FieldView, 'max'> =>
  control === 'text' && max < MAX_PARSED_LENGTH ? { max } : {}

/** The model of a fact, which has no control. */
export const shownFact = (
  { name, label, value }: NonNullable<FormPage['shownFacts']>[number],
  error: string | undefined,
): FieldView => ({
  name,
  label,
  value,
  control: 'shown',
  required: false,
  width: 'full',
  ...(error && { error }),
})
