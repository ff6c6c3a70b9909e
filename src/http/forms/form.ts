import type { Request } from 'express'
import type { Context } from '../../application/ports.ts'
import type { FormSubmission } from '../../application/request/once.ts'
import type { Option } from '../../domain/fields/field.ts'
import type { FieldName } from '../../domain/fields/fields.ts'
import type { FormContent, ValuesOf } from '../../domain/forms/form-content.ts'
import type { Values } from '../../domain/forms/rules.ts'
import type { Refusal, Result } from '../../domain/outcome/result.ts'
import type { LinkView, ListView, PendingView, TextWithLinks } from '../views/view-models.ts'
import type { Typed } from './form-body.ts'

/** A form of any entrance: what it asks, what its page says, and what sending it does. */
export interface Form<State, C extends FormContent = FormContent> {
  /** Its address: GET shows it, POST receives it. */
  url: string
  heading: Heading
  content: C
  /** Names of the hidden fields of its page, which come back with it. */
  hiddenFields?: readonly string[]
  /** Its page, just opened, is the same for everybody with an equal `view`: it is drawn once. */
  sameForAll?: true
  /** Its labels say what may be left empty; without it, what must be filled in. */
  marksOptional?: true
  /** Labels under which the metrics count what becomes of it; without them it is not counted. */
  counted?: { operation: string; step: string }
  buttons?: readonly FormButton<State>[]
  /**
   * Has a price where requests come too thick; of `cuentas` instead where its address made many that day. Without
   * it the form is free (product.md “Price”).
   */
  price?: 'traffic' | 'cuentas'
  /** Finds what the form is about, for a GET and for a POST. */
  load(req: Request): Promise<Loaded<State>> | Loaded<State>
  /** How the fields differ in this state. Called for each POST, so it only looks at the state. */
  overrides?(state: State): Overrides
  /** What the page shows in this state. Called only when the page is shown. */
  view?(state: State, req: Request): Promise<FormPage> | FormPage
  /** What the page shows once, when it is opened. */
  opened?(req: Request): Opened
  /** Called when a form of a session that is over would come back. @throws to answer something else. */
  mayComeBack?(req: Request): Promise<void>
  /** Runs the use case. @returns the address to go to, or refusals. */
  submit(submission: Submission<State, ValuesOf<C>>): Promise<Result<string>>
  /**
   * Called when what the form is about is no longer there: the second click of a double click, or a reload.
   * @returns the address to which the same form led before; undefined when it had not been sent.
   */
  resume?(sent: Sent): Promise<string | undefined>
}

export interface Heading {
  title: string
  opening?: readonly TextWithLinks[]
  /** Shown as the IMPORTANTE notice. */
  important?: TextWithLinks
  /** “Paso 2 de 3”. */
  progress?: { paso: number; of: number }
  /** How long it takes and what is needed. */
  duration?: string
  /** Where Volver leads. */
  back: string
}

/** What the form is about, or the error to answer with when it is not there (any more). */
export type Loaded<State> = { ok: true; state: State } | { ok: false; error: Error }

export interface Overrides {
  omittedFields?: readonly FieldName[]
  /** Optional by their definition but required here; a section's text that calls them optional is left out. */
  requiredFields?: readonly FieldName[]
  /** Labels of its own. */
  labels?: Partial<Record<FieldName, string>>
  /** What the rules across fields look at besides what was typed. */
  known?: Values
  /** Leaves out the buttons below the form, except the main one. */
  hidesButtons?: boolean
}

export interface FormPage {
  /** Facts shown above the fields of the first section. */
  shownFacts?: { name: string; label: string; value: string }[]
  /** Values of the fields when the form is first shown. */
  initialValues?: Typed
  alternatives?: LinkView[]
  /** Values of the form's hidden fields; what was sent stays. */
  hiddenFields?: Record<string, string>
  /** Replaces the heading's. */
  back?: string
  /** Replaces the heading's. */
  opening?: readonly TextWithLinks[]
  /** List shown above the form. */
  list?: ListView
  /** What is pending of the cuenta that the form is about. */
  pending?: PendingView
  /** Options that depend on who asks, for `select` fields. */
  options?: Partial<Record<FieldName, readonly Option[]>>
  /** Offers “Terminar”. */
  finish?: boolean
  /** Another view than `form`, and what it takes besides a FormView. */
  template?: { name: string; model: object }
}

export interface Opened {
  typed?: Typed
  refusals?: readonly Refusal[]
  /** Sentence above the opening. */
  notice?: TextWithLinks
}

/** A form as it was sent: what was typed, unparsed, and by whom. */
export interface Sent {
  req: Request
  context: Context
  typed: Typed
  /** What identifies it, for use cases that check the captcha or process it once. */
  form: FormSubmission
}

export interface SentAbout<State> extends Sent {
  state: State
}

export interface Submission<State, Values> extends SentAbout<State> {
  values: Values
}

/** A button that does not send the fields. */
export interface FormButton<State> {
  /** Sent as `accion`. */
  value: string
  /** Below the form; without it, only {@link FormButton.beside} a refused field. */
  text?: string
  /** Its text beside the field of that refusal; undefined when it is not offered there. */
  beside?(refusal: Refusal): string | undefined
  /** @returns the address to go to; undefined when the page does not offer this button. */
  run(sent: SentAbout<State>): Promise<string | undefined>
}
