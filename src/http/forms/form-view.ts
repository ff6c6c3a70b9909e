import { MAX_PARSED_LENGTH, type Option, type Presentation } from '../../domain/fields/field.ts'
import { type FieldName, fields } from '../../domain/fields/fields.ts'
import type { Paso, Sentence, Tramite } from '../../domain/forms/tramite.ts'
import { tramites } from '../../domain/forms/tramites.ts'
import { CARRIED_OVER, type WrongProfile, wrongProfileOf } from '../../domain/forms/wrong-profile.ts'
import { codeFor, fillText, refusalText } from '../../domain/outcome/refusals.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import type { FieldView, FormView, LinkView, ListView, TextWithLinks } from '../views/view-models.ts'
import { pasoFiles } from './file-forms.ts'
import { pasoFields, type Typed, textOf } from './form-body.ts'

/** What a page shows besides the table and what was typed. */
export interface Preparation {
  /** Facts shown above the fields of the first section, by label. */
  shownFacts?: { name: string; label: string; value: string }[]
  /** Texts of the boxes when the form is new. */
  initialValues?: Typed
  omittedFields?: readonly FieldName[]
  /** Optional in the table, and needed here: their section's text, which says so, is left out. */
  requiredFields?: readonly FieldName[]
  alternatives?: LinkView[]
  /** Hidden fields that come back with the form. */
  hiddenFields?: Record<string, string>
  /** Leaves out the other buttons of the form. */
  hidesSecondaryActions?: boolean
  /** Where Volver leads, when not to the start of the operation. */
  volver?: string
  /** Sentences in place of the operation's opening. */
  opening?: readonly Sentence[]
  /** What the page lists above its form. */
  list?: ListView
  /** Options of lists that depend on who asks. */
  options?: Partial<Record<FieldName, readonly Option[]>>
}

export interface FormPage {
  perfil: Perfil
  operacion: TramiteOperacion
  tramite: Tramite
  paso: Paso
  action: string
  typed: Typed
  /** The first of the operation: what it is about is told above it. */
  isFirstPaso: boolean
  /** What was typed comes from the form of another profile. */
  carriedOver: boolean
  refusals: readonly Refusal[]
  preparation: Preparation
  /** Figures of the settings that notes of fields ask for. */
  figures: Readonly<Record<string, number>>
  captcha: FormView['captcha'] | undefined
  hiddenFields: Record<string, string>
  /** Other buttons of the same form. */
  secondaryActions: { value: string; text: string }[]
  volver: LinkView
}

/** Fields that only show once a refusal asks for them, or when they were sent. */
const CONDITIONAL_FIELDS: Partial<Record<FieldName, readonly Refusal['code'][]>> = {
  continuarDeTodosModos: [
    'rut_de_empresa',
    'nie_es_rut',
    'nie_es_rut_de_empresa',
    'nie_de_facilitador_es_rut',
  ],
}

/** The model of a form page. Secret fields never show again. */
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
  const wrongProfiles = new Map(refusals.map((refusal) => [refusal.field ?? '', wrongProfileOf(refusal)]))
  return {
    title: tramite.title,
    perfil: page.perfil,
    action: page.action,
    opening: (page.carriedOver ? [CARRIED_OVER, ...opening] : opening).map((sentence) =>
      withLinks(sentence, page.perfil),
    ),
    ...(isFirstPaso && tramite.important && { important: withLinks(tramite.important, page.perfil) }),
    ...(paso.progress && { paso: paso.progress }),
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
            ...wrongProfileAction(wrongProfiles.get(name)),
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
    volver: page.volver,
    finish: 'solicitud' in page.hiddenFields,
    explainsRequired: true,
  }
}

/** The button beside a field whose content belongs in another profile's form. */
const wrongProfileAction = (wrongProfile: WrongProfile | undefined): Pick<FieldView, 'action'> =>
  wrongProfile ? { action: { value: 'puerta', text: wrongProfile.text } } : {}

/** The other profiles, one click away (product.md “Pages”). */
const otherPerfilLinks = ({ perfil, operacion }: FormPage): LinkView[] =>
  OTHER_PERSONAS.filter((other) => other.perfil !== perfil && operacion in tramites[other.perfil]).map(
    (other) => ({
      text: other.text,
      url: `/${other.perfil}/${operacion}`,
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
  const { paso, typed, figures, preparation } = page
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
    ...(field.note && { note: field.note.map((line) => fillText(line, figures)) }),
    ...(groups && {
      groups: groups.map(({ name, options }) => ({
        ...(name && { name }),
        options: [...options],
      })),
    }),
  }
}

/** The limit that a person may meet while writing. How long a key may be, its hint says. */
const maxOf = ({ control, max = MAX_PARSED_LENGTH }: Presentation): Pick<FieldView, 'max'> =>
  control === 'text' && max < MAX_PARSED_LENGTH ? { max } : {}

function fieldRefusalText({ code, field, data }: Refusal, paso: Paso): string {
  const presentation: Presentation | undefined =
    field && field in fields ? fields[field as FieldName] : undefined
  const label = (field && paso.labels?.[field as FieldName]) ?? presentation?.label ?? ''
  return refusalText(code, { etiqueta: label, maximo: presentation?.max ?? '', ...data })
}

/** What was typed is only to be revised where a field is to blame. */
function summaryTitle(refusals: readonly Refusal[]): string {
  if (!refusals.some(({ field }) => field)) return 'Hay un problema'
  return refusals.length === 1 ? 'Revise 1 dato' : `Revise ${refusals.length} datos`
}

const summary = (refusals: readonly Refusal[], paso: Paso) => ({
  title: summaryTitle(refusals),
  errors: refusals.map((refusal) => ({
    text: fieldRefusalText(refusal, paso),
    ...(refusal.field && { field: refusal.field }),
  })),
})

const labelOf = (name: FieldName, paso: Paso): string => paso.labels?.[name] ?? fields[name].label

/** Secrets that were typed, that nothing is said of, and that the page does not hold any more. Files have a refusal of their own. */
const lostSecrets = ({ paso, typed }: FormPage, said: ReadonlyMap<string, string>) =>
  pasoFields(paso)
    .filter((name) => {
      const { secret }: Presentation = fields[name]
      return secret && textOf(typed, name) !== '' && !said.has(name)
    })
    .map((field) => ({ label: labelOf(field, paso), field }))

const withLinks = (sentence: Sentence, perfil: Perfil): TextWithLinks =>
  sentence.map((part) =>
    typeof part === 'string' ? { text: part } : { text: part.text, url: `/${perfil}/${part.to}` },
  )
