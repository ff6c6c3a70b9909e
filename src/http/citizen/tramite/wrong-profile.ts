/**
 * Carries what was typed from the wrong perfil's form to the right one: encrypted in the session, once, for
 * WRONG_PROFILE_MINUTES.
 */
import type { Request } from 'express'
import type { Deps } from '../../../application/ports.ts'
import type { Presentation } from '../../../domain/fields/field.ts'
import { type FieldName, fields } from '../../../domain/fields/fields.ts'
import { type FormContent, fieldsOf } from '../../../domain/forms/form-content.ts'
import { rightFormFor, toOtherProfile } from '../../../domain/forms/wrong-profile.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { addMinutes, WRONG_PROFILE_MINUTES } from '../../../domain/values/durations.ts'
import { todayInChile } from '../../../domain/values/fecha.ts'
import type { Form, FormButton } from '../../forms/form.ts'
import { type Typed, take } from '../../forms/form-body.ts'
import { parseFields } from '../../forms/parse-fields.ts'
import { ensureFormSeal } from '../../request/request-context.ts'
import type { Services } from '../../services.ts'

type WrongProfileDeps = Pick<Deps, 'random' | 'cipher' | 'clock' | 'estimator'>

interface CarriedOver {
  /** Address of the only form that may take it. */
  url: string
  typed: Typed
  expiresAt: string
}

const TEXT_CONTROLS: ReadonlySet<Presentation['control']> = new Set([
  'text',
  'email',
  'tel',
  'select',
  'checkbox',
])

const typedContext = (formSeal: string) => `sesion:${formSeal}:puerta`

/** For selects and checkboxes, whose values are ours and short. */
const MAX_OPTION_LENGTH = 100

/**
 * What may be shown later or in another form: no secret, captcha or file, nothing longer than its field
 * takes.
 */
export function carriable(typed: Typed, names: readonly FieldName[]): Typed {
  const visible = names.filter((name) => {
    const { control, secret, max = MAX_OPTION_LENGTH }: Presentation = fields[name]
    const fits = typeof typed[name] === 'string' && typed[name].length <= max
    return fits && TEXT_CONTROLS.has(control) && !secret && name !== 'continuarDeTodosModos'
  })
  return take(typed, visible)
}

/** The form of a perfil whose identificador may be another's. */
interface WrongForm {
  perfil: Perfil
  content: FormContent
  counted: NonNullable<Form<never>['counted']>
  /** The address of the same form of another perfil. */
  urlFor: (perfil: Perfil, req: Request) => string
}

/** The button beside an identificador of another perfil: carries what was typed to that perfil's form. */
export const rightFormButton = (
  { deps, metrics }: Services,
  { perfil, content, counted, urlFor }: WrongForm,
): FormButton<unknown> => ({
  value: 'puerta',
  beside: (refusal) => rightFormFor(refusal)?.text,
  async run({ req, typed }) {
    const from = { perfil, content, typed }
    const url = await carryOver(deps, req, from, (right) => urlFor(right, req))
    if (url) metrics.tramites.inc({ ...counted, outcome: 'door' })
    return url
  },
})

/**
 * Keeps what was typed for the form of the perfil it belongs to, replacing anything kept before.
 * @param urlFor the address of the same paso in another perfil.
 * @returns that form's address; undefined when what was typed points to no other form.
 */
async function carryOver(
  deps: WrongProfileDeps,
  req: Request,
  from: { perfil: Perfil; content: FormContent; typed: Typed },
  urlFor: (perfil: Perfil) => string,
): Promise<string | undefined> {
  const now = deps.clock.now()
  const withoutInsisting = { ...from.typed, continuarDeTodosModos: '' }
  const env = { today: todayInChile(now), estimator: deps.estimator }
  const parsed = await parseFields(from.content, withoutInsisting, env)
  const rightForm = parsed.ok ? undefined : parsed.refusals.map(rightFormFor).find(Boolean)
  if (!rightForm) return undefined
  const visible = carriable(from.typed, fieldsOf(from.content))
  const url = urlFor(rightForm.perfil)
  carryTyped(deps, req, url, toOtherProfile(visible, from.perfil, rightForm.perfil))
  return url
}

/** Keeps what was typed elsewhere for the form at an address, replacing anything kept before. */
export function carryTyped(
  { random, cipher, clock }: WrongProfileDeps,
  req: Request,
  url: string,
  typed: Typed,
): void {
  const expiresAt = addMinutes(clock.now(), WRONG_PROFILE_MINUTES).toISOString()
  const carriedOver: CarriedOver = { url, typed, expiresAt }
  const context = typedContext(ensureFormSeal(req, random))
  req.session.wrongProfile = cipher.encrypt(JSON.stringify(carriedOver), context)
}

/**
 * Takes what was kept for the form at an address; it can be taken once.
 * @returns undefined when there is nothing, it is for another form, or it has expired.
 */
export function takeCarried(
  { cipher, clock }: WrongProfileDeps,
  req: Request,
  url: string,
): Typed | undefined {
  const { wrongProfile, formSeal = '' } = req.session
  if (!wrongProfile) return undefined
  const carriedOver: CarriedOver = JSON.parse(cipher.decrypt(wrongProfile, typedContext(formSeal)))
  const expired = new Date(carriedOver.expiresAt) <= clock.now()
  if (expired || carriedOver.url === url) req.session.wrongProfile = undefined
  return !expired && carriedOver.url === url ? carriedOver.typed : undefined
}
