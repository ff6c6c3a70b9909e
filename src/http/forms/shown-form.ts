import type { FormContent } from '../../domain/forms/form-content.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import type { FormView } from '../views/view-models.ts'
import type { FormButton, FormPage, Heading, Overrides } from './form.ts'
import type { Typed } from './form-body.ts'

/** A form as it is shown now. */
export interface ShownForm {
  url: string
  heading: Heading
  content: FormContent
  marksOptional?: boolean
  page: FormPage
  overrides: Overrides
  buttons: readonly Pick<FormButton<never>, 'value' | 'text' | 'beside'>[]
  typed: Typed
  refusals: readonly Refusal[]
  /** Sentence above the opening. */
  notice?: FormView['opening'][number]
  /** Settings inserted into the notes of fields. */
  numbersInTexts: Readonly<Record<string, number>>
  captcha: FormView['captcha'] | undefined
  price: FormView['price'] | undefined
  hiddenFields: Record<string, string>
}
