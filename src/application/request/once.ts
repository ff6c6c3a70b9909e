import { ok, refuse } from '../../domain/outcome/result.ts'
import {
  type Context,
  type Deps,
  type Outcome,
  Overloaded,
  type Submission,
  type UnitOfWork,
} from '../ports.ts'

/** A submitted form: its captcha, and its whole body to recognise a duplicate. */
export interface FormSubmission {
  form: string
  token: string
  respuesta: string
  body: string
}

/** How long a duplicate waits for the first submission. */
const TWIN_WAIT_MS = 20_000
const POLL_MS = 100
const SUBMISSION_LIFETIME_MS = 30 * 60_000

/** Stores the outcome, in the transaction of the work. */
export type Finish = (uow: UnitOfWork, solicitudId: string) => Promise<void>

/**
 * Checks the captcha of a form and processes it once. Claiming the submission consumes the captcha
 * atomically: of two identical submissions (double click, reload) one is processed and the other gets its
 * outcome; a different form with the same captcha is refused. Hashes are reserved inside `work`, so that
 * waiting duplicates hold none.
 * @param work must call `finish` in the transaction that stores its effects. It may throw {@link Overloaded}
 *   only before it writes: the captcha can then be used again.
 * @returns the outcome. Refusals: `captcha_distinta`, `captcha_vencida` or those of the work.
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
    // The first one was turned away and released its claim: this one takes its place.
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
    // With the database down this fails too; the first error is the one to report.
    await settled.catch(() => {})
    throw error
  }
}

/** Stores the outcome of a form without captcha for 30 minutes, so that a double click gets it. */
export async function recordSubmission(deps: Deps, form: FormSubmission, outcome: Outcome): Promise<void> {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  const expiresAt = new Date(deps.clock.now().getTime() + SUBMISSION_LIFETIME_MS)
  await deps.store.transaction((uow) =>
    uow.submissions.claim({ id: fingerprint, fingerprint, outcome, expiresAt }),
  )
}

/**
 * The outcome of an identical earlier submission. Safe to repeat: whoever sends the same body knows the
 * secrets in it.
 * @returns undefined when there was none.
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
