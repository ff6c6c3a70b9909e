import { ok, refuse } from '../../domain/outcome/result.ts'
import {
  type Context,
  type Deps,
  type Outcome,
  Overloaded,
  type Submission,
  type UnitOfWork,
} from '../ports.ts'

/** A form as it was sent: the captcha that it carries, and its whole text to recognise the same one twice. */
export interface FormSubmission {
  form: string
  token: string
  respuesta: string
  body: string
}

/** How long a twin waits for the first of two equal submissions. */
const TWIN_WAIT_MS = 20_000
const POLL_MS = 100
const SUBMISSION_LIFETIME_MS = 30 * 60_000

/** Keeps the outcome, in the transaction of the work. */
export type Finish = (uow: UnitOfWork, solicitudId: string) => Promise<void>

/**
 * Judges the captcha of a form and does its work once. Using the captcha and claiming the submission are one
 * atomic act: of two equal submissions (a double click, a reload) one works and the other gets its outcome; a
 * different one with the same captcha is refused. Hashes are reserved in the work, so that forms that wait for
 * their twin hold none.
 * @param work gets `finish`, to be called in the transaction that keeps the work. It may throw {@link Overloaded}
 *   only before it writes: the captcha is then as if it had not been used.
 * @returns the outcome; refusals `captcha_distinta`, `captcha_vencida` or those of the work.
 * @throws {Overloaded}
 */
export async function once(
  deps: Deps,
  context: Context,
  form: FormSubmission,
  work: (finish: Finish) => Promise<Outcome>,
): Promise<Outcome> {
  const { status, id } = deps.captcha.check(form.token, form.form, context.formSeal, form.respuesta)
  if (!id || status === 'vencida') return refuse('captcha_vencida', 'captcha')

  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  const expiresAt = new Date(deps.clock.now().getTime() + SUBMISSION_LIFETIME_MS)
  const previous = await deps.store.transaction((uow) =>
    uow.submissions.claim({ id, fingerprint, outcome: null, expiresAt }),
  )
  if (previous) {
    if (previous.fingerprint !== fingerprint) return refuse('captcha_vencida', 'captcha')
    const twinOutcome = await waitForTwinOutcome(deps, previous)
    // Turned away, the first one let go of it: this one takes its place.
    return twinOutcome === 'soltado' ? once(deps, context, form, work) : twinOutcome
  }

  const fail = (outcome: Outcome) => deps.store.transaction((uow) => uow.submissions.finish(id, outcome))
  try {
    const outcome: Outcome =
      status === 'distinta'
        ? refuse('captcha_distinta', 'captcha')
        : await work((uow, solicitudId) => uow.submissions.finish(id, ok(solicitudId)))
    if (!outcome.ok) await fail(outcome)
    return outcome
  } catch (error) {
    const settled =
      error instanceof Overloaded
        ? deps.store.transaction((uow) => uow.submissions.release(id))
        : fail(refuse('captcha_vencida', 'captcha'))
    // With the database down this fails too, and the first error is the one to tell of.
    await settled.catch(() => {})
    throw error
  }
}

/**
 * Keeps that a form without captcha was done, for a short time: its second click finds where it went.
 */
export async function recordSubmission(deps: Deps, form: FormSubmission, outcome: Outcome): Promise<void> {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  const expiresAt = new Date(deps.clock.now().getTime() + SUBMISSION_LIFETIME_MS)
  await deps.store.transaction((uow) =>
    uow.submissions.claim({ id: fingerprint, fingerprint, outcome, expiresAt }),
  )
}

/**
 * The outcome of the very same form, sent before. Who can send it whole again knows the secret that was in it.
 * @returns nothing when it was not sent, or not alike.
 */
export async function findPreviousOutcome(
  deps: Deps,
  context: Context,
  form: FormSubmission,
): Promise<Outcome | undefined> {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  const { token, respuesta } = form
  const { id } = deps.captcha.check(token, form.form, context.formSeal, respuesta)
  const previous = await deps.store.transaction((uow) => uow.submissions.findById(id ?? fingerprint))
  if (previous?.fingerprint !== fingerprint) return undefined
  const twinOutcome = await waitForTwinOutcome(deps, previous)
  return twinOutcome === 'soltado' ? undefined : twinOutcome
}

async function waitForTwinOutcome(deps: Deps, first: Submission): Promise<Outcome | 'soltado'> {
  let submission: Submission | undefined = first
  for (let waited = 0; !submission.outcome && waited < TWIN_WAIT_MS; waited += POLL_MS) {
    await deps.clock.sleep(POLL_MS)
    submission = await deps.store.transaction((uow) => uow.submissions.findById(first.id))
    if (!submission) return 'soltado'
  }
  return submission.outcome ?? refuse('captcha_vencida', 'captcha')
}
