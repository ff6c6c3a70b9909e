import type { FieldName } from '../../domain/fields/fields.ts'
import { fieldsOf, looksOf, type Section } from '../../domain/forms/form-content.ts'
import type { FieldView, FormView, SectionView } from '../views/view-models.ts'
import { errorSummary, textIn } from './error-summary.ts'
import { fieldView, shownFact } from './field-view.ts'
import type { Overrides } from './form.ts'
import { textOf } from './form-body.ts'
import { fileFieldsOf } from './parse-fields.ts'
import { WAIT_SECTION } from './price-view.ts'
import type { ShownForm } from './shown-form.ts'

/** Builds the model of a form page. */
export function makeFormView(shown: ShownForm): FormView {
  const { url, heading, content, page, overrides, notice, refusals } = shown
  const { title, important, progress, duration } = heading
  const opening = page.opening ?? heading.opening ?? []
  return {
    title,
    action: url,
    opening: notice ? [notice, ...opening] : [...opening],
    ...(important && { important }),
    ...(progress && { progress }),
    ...(duration && { duration }),
    ...(page.list && { list: page.list }),
    ...(page.pending && { pending: page.pending }),
    sections: [...sectionViews(shown), ...waitSection(shown)],
    hasFiles: fileFieldsOf(content).length > 0,
    ...(refusals.length > 0 && { errors: errorSummary(content, shown.typed, refusals) }),
    ...(shown.captcha && { captcha: shown.captcha }),
    ...(shown.price && { price: shown.price }),
    hiddenFields: shown.hiddenFields,
    button: content.button,
    secondaryActions: overrides.hidesButtons
      ? []
      : shown.buttons.flatMap(({ value, text }) => (text ? [{ value, text }] : [])),
    alternatives: page.alternatives ?? [],
    back: { text: 'Volver', url: page.back ?? heading.back },
    finish: page.finish ?? false,
    explainsRequired: !shown.marksOptional,
  }
}

function sectionViews(shown: ShownForm): SectionView[] {
  const { content, page, refusals } = shown
  const texts = new Map(refusals.map((refusal) => [refusal.field ?? '', textIn(content, refusal)]))
  const visible = (name: FieldName) => isVisible(name, shown)
  const first = content.sections.find(({ fields }) => fields.length === 0 || fields.some(visible))
  return content.sections
    .map((section) => ({
      title: section.title,
      ...textOfSection(section, shown.overrides),
      fields: [
        ...(section === first
          ? (page.shownFacts ?? []).map((one) => shownFact(one, texts.get(one.name)))
          : []),
        ...section.fields.filter(visible).map((name) => ({
          ...fieldView(name, shown, texts.get(name)),
          ...buttonBeside(name, shown),
        })),
      ],
    }))
    .filter(({ fields }) => fields.length > 0)
}

/** Letters for who runs no scripts, where the form itself asks for none (product.md “Price”). */
function waitSection(shown: ShownForm): SectionView[] {
  if (!shown.price?.notice || fieldsOf(shown.content).includes('captcha')) return []
  const refusal = shown.refusals.find(({ field }) => field === 'captcha')
  const error = refusal && textIn(shown.content, refusal)
  return [{ ...WAIT_SECTION, fields: [fieldView('captcha', shown, error)] }]
}

const textOfSection = ({ text, fields }: Section, { requiredFields = [] }: Overrides) =>
  text && !fields.some((name) => requiredFields.includes(name)) ? { text } : {}

function isVisible(name: FieldName, { content, overrides, refusals, typed }: ShownForm): boolean {
  if (overrides.omittedFields?.includes(name)) return false
  const { onlyAfter } = looksOf(content, name)
  const asked = refusals.some(({ code }) => onlyAfter?.includes(code))
  return !onlyAfter || asked || textOf(typed, name) !== ''
}

/** The button that a refusal of this field offers. */
function buttonBeside(name: FieldName, { refusals, buttons }: ShownForm): Pick<FieldView, 'action'> {
  const refusal = refusals.findLast(({ field }) => field === name)
  const [action] = buttons.flatMap(({ value, beside }) => {
    const text = refusal && beside?.(refusal)
    return text ? [{ value, text }] : []
  })
  return action ? { action } : {}
}
