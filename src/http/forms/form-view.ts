import { MAX_PARSED_LENGTH, type Option, type Presentation } from '../../domain/fields/field.ts'
import { type FieldName, fields } from '../../domain/fields/fields.ts'
import type { Paso, Sentence, Tramite } from '../../domain/forms/tramite.ts'
import { tramites } from '../../domain/forms/tramites.ts'
import { CARRIED_OVER, type RightForm, rightFormFor } from '../../domain/forms/wrong-profile.ts'
import { codeFor, fillText, refusalParts, refusalText } from '../../domain/outcome/refusals.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { urlOfPaso } from '../../domain/urls.ts'
import type { FieldView, FormView, LinkView, ListView, TextWithLinks } from '../views/view-models.ts'
import { pasoFiles } from './file-forms.ts'
import { pasoFields, type Typed, textOf } from './form-body.ts'

/** What a form page shows besides the table's content and what was typed. */
export interface Preparation {
  /** Facts shown above the fields of the first section. */
  shownFacts?: { name: string; label: string; value: string }[]
  /** Values of the fields when the form is first shown. */
  initialValues?: Typed
  omittedFields?: readonly FieldName[]
  /**
   * Optional in the table but required here; their section's text, which calls them optional, is left out.
   */
  requiredFields?: readonly FieldName[]
  alternatives?: LinkView[]
  /** Hidden fields that come back with the form. */
  hiddenFields?: Record<string, string>
  /** Leaves out the form's secondary buttons. */
  hidesSecondaryActions?: boolean
  /** Where Volver leads; by default to the start of the operacion. */
  volver?: string
  /** Replaces the tramite's opening. */
  opening?: readonly Sentence[]
  /** List shown above the form. */
  list?: ListView
  /** Options that depend on who asks, for `select` fields. */
  options?: Partial<Record<FieldName, readonly Option[]>>
}

export interface FormPage {
  perfil: Perfil
  operacion: TramiteOperacion
  tramite: Tramite
  paso: Paso
  action: string
  typed: Typed
  /** The operacion starts here: the page shows the opening text and how long the tramite takes. */
  isFirstPaso: boolean
  /** What was typed comes from another perfil's form. */
  carriedOver: boolean
  refusals: readonly Refusal[]
  preparation: Preparation
  /** Settings inserted into the notes of fields. */
  numbersInTexts: Readonly<Record<string, number>>
  captcha: FormView['captcha'] | undefined
  hiddenFields: Record<string, string>
  /** Buttons that do not send the fields. */
  secondaryActions: { value: string; text: string }[]
  back: LinkView
}

/** Fields shown only when one of these refusals asks for them, or when they were submitted. */
const CONDITIONAL_FIELDS: Partial<Record<FieldName, readonly Refusal['code'][]>> = {
  continuarDeTodosModos: [
    'rut_de_empresa',
    'nie_es_rut',
    'nie_es_rut_de_empresa',
    'nie_de_facilitador_es_rut',
  ],
}

/** Builds the model of a form page. Values of secret fields are never shown again. */
export function makeFormView(page: FormPage): FormView {
  const { tramite, paso, preparation, perfil } = page
  const refusals = page.refusals.map((one) => ({ ...one, code: codeFor(perfil, one.code) }))
  const texts = new Map(refusals.map((refusal) => [refusal.field ?? '', fieldRefusalText(refusal, paso)]))
  const visible = (name: FieldName) => {
    if (preparation.omittedFields?.includes(name)) return false
    const conditions = CONDITIONAL_FIELDS[name]
    const asked = refusals.some(({ code }) => conditions?.includes(code))
    return !conditions || asked || textOf(page.typed, name) !== ''
  }
  const requiredFields = preparation.requiredFields ?? []
  const first = paso.sections.find(({ fields }) => fields.length === 0 || fields.some(visible))
  const { isFirstPaso } = page
  const opening = preparation.opening ?? (isFirstPaso ? tramite.opening : [])
  const rightForms = new Map(refusals.map((refusal) => [refusal.field ?? '', rightFormFor(refusal)]))
  return {
    title: tramite.title,
    perfil: page.perfil,
    action: page.action,
    opening: (page.carriedOver ? [CARRIED_OVER, ...opening] : opening).map((sentence) =>
      withLinks(sentence, page.perfil),
    ),
    ...(isFirstPaso && tramite.important && { important: withLinks(tramite.important, page.perfil) }),
    ...(paso.progress && { progress: paso.progress }),
    ...(isFirstPaso && { duration: tramite.duration }),
    ...(preparation.list && { list: preparation.list }),
    sections: paso.sections
      .map((section) => ({
        title: section.title,
        ...(section.text &&
          !section.fields.some((name) => requiredFields.includes(name)) && { text: section.text }),
        fields: [
          ...(section === first
            ? (preparation.shownFacts ?? []).map((one) => shownFact(one, texts.get(one.name)))
            : []),
          ...section.fields.filter(visible).map((name) => ({
            ...fieldView(name, page, texts.get(name)),
            ...(requiredFields.includes(name) && { required: true }),
            ...rightFormAction(rightForms.get(name)),
          })),
        ],
      }))
      .filter(({ fields }) => fields.length > 0),
    hasFiles: pasoFiles(paso).length > 0,
    ...(refusals.length > 0 && {
      errors: { ...summary(refusals, paso), typeAgain: lostSecrets(page, texts) },
    }),
    ...(page.captcha && { captcha: page.captcha }),
    hiddenFields: page.hiddenFields,
    button: paso.button,
    secondaryActions: page.secondaryActions,
    alternatives: [...(preparation.alternatives ?? []), ...(isFirstPaso ? otherPerfilLinks(page) : [])],
    back: page.back,
    finish: 'solicitud' in page.hiddenFields,
    explainsRequired: true,
  }
}

/** A button beside a field whose value belongs in another perfil's form. */
const rightFormAction = (rightForm: RightForm | undefined): Pick<FieldView, 'action'> =>
  rightForm ? { action: { value: 'puerta', text: rightForm.text } } : {}

/** Links to the other perfiles' forms (product.md “Pages”). */
const otherPerfilLinks = ({ perfil, operacion }: FormPage): LinkView[] =>
  OTHER_PERSONAS.filter((other) => other.perfil !== perfil && operacion in tramites[other.perfil]).map(
    (other) => ({
      text: other.text,
      url: urlOfPaso({ perfil: other.perfil, operacion }),
    }),
  )

const OTHER_PERSONAS: readonly { perfil: Perfil; text: string }[] = [
  { perfil: 'natural', text: 'Tengo cédula de identidad chilena: ir a Persona Natural' },
  { perfil: 'juridica', text: 'Soy una empresa, OTEC u OTIC: ir a Persona Jurídica' },
  { perfil: 'migrante', text: 'No tengo cédula de identidad chilena: ir a Migrante' },
]

const shownFact = (
  { name, label, value }: NonNullable<Preparation['shownFacts']>[number],
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

function fieldView(name: FieldName, page: FormPage, error: string | undefined): FieldView {
  const { paso, typed, numbersInTexts, preparation } = page
  const field: Presentation = fields[name]
  const hint = paso.hints?.[name] ?? field.hint
  const autocomplete = paso.aboutSomeoneElse ? 'off' : field.autocomplete
  const typedText = textOf(typed, name)
  const options = preparation.options?.[name]
  const groups = options ? [{ options }] : field.groups
  return {
    name,
    label: labelOf(name, paso),
    ...(hint && { hint }),
    control: field.control,
    value: field.secret ? '' : (field.toReview?.(typedText) ?? typedText),
    required: field.required,
    ...(error && { error }),
    ...(autocomplete && { autocomplete }),
    ...(field.inputmode && { inputmode: field.inputmode }),
    width: field.width,
    ...maxOf(field),
    ...(field.prefix && { prefix: field.prefix }),
    ...(field.accept && { accept: field.accept.join(',') }),
    ...(field.bytes && { bytes: field.bytes }),
    ...(field.ifTooHeavy && { ifTooHeavy: field.ifTooHeavy }),
    ...(field.note && { note: field.note.map((line) => fillText(line, numbersInTexts)) }),
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

const fieldRefusalText = (refusal: Refusal, paso: Paso): string =>
  refusalText(refusal.code, refusalData(refusal, paso))

function refusalData({ field, data }: Refusal, paso: Paso) {
  const presentation: Presentation | undefined =
    field && field in fields ? fields[field as FieldName] : undefined
  const label = (field && paso.labels?.[field as FieldName]) ?? presentation?.label ?? ''
  return { etiqueta: label, maximo: presentation?.max ?? '', ...data }
}

/** Asks to review fields only if some refusal is about a field. */
function summaryTitle(refusals: readonly Refusal[]): string {
  if (!refusals.some(({ field }) => field)) return 'Hay un problema'
  return refusals.length === 1 ? 'Revise 1 dato' : `Revise ${refusals.length} datos`
}

const summary = (refusals: readonly Refusal[], paso: Paso) => ({
  title: summaryTitle(refusals),
  errors: refusals.map((refusal) =>
    refusal.field
      ? { text: fieldRefusalText(refusal, paso), field: refusal.field }
      : { sentence: refusalParts(refusal.code, refusalData(refusal, paso)) },
  ),
})

const labelOf = (name: FieldName, paso: Paso): string => paso.labels?.[name] ?? fields[name].label

/** Secrets typed without error, which must be typed again. Files have a refusal of their own. */
const lostSecrets = ({ paso, typed }: FormPage, errors: ReadonlyMap<string, string>) =>
  pasoFields(paso)
    .filter((name) => {
      const { secret }: Presentation = fields[name]
      return secret && textOf(typed, name) !== '' && !errors.has(name)
    })
    .map((field) => ({ label: labelOf(field, paso), field }))

const withLinks = (sentence: Sentence, perfil: Perfil): TextWithLinks =>
  sentence.map((part) =>
    typeof part === 'string'
      ? { text: part }
      : 'to' in part
        ? { text: part.text, url: urlOfPaso({ perfil, operacion: part.to }) }
        : part,
  )
