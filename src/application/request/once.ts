import { ok, type Refused, type Result, refuse } from '../../domain/outcome/result.ts'
import { addMinutes } from '../../domain/values/durations.ts'
import {
  type Context,
  type Deps,
  type Outcome,
  Overloaded,
  type Solicitud,
  type UnitOfWork,
} from '../ports.ts'
import { readSolicitud } from './solicitudes.ts'

/** A submitted form: its captcha, '' where it has none, and its whole body to recognise a duplicate. */
export interface FormSubmission {
  form: string
  token: string
  respuesta: string
  body: string
  /** Whether it paid a price: a proof of work, or a harder picture and a wait (product.md “Price”). */
  isPaid?: boolean
}

/** How long a duplicate waits for the first submission. */
const TWIN_WAIT_MS = 20_000
const POLL_MS = 100

/** How long an outcome is kept. It outlives the captcha that it used up. */
const KEPT_MINUTES = 30
/** Without a captcha the same form may soon be meant again: once a lockout is over, or a clave was recovered. */
const REFUSAL_KEPT_MINUTES = 1
/** How long a form without captcha is claimed, in case its process ends before its work does. */
const CLAIMED_MINUTES = 2

/** What `work` returns after it kept its outcome. */
export interface Kept<T> {
  kept: Result<T>
}

/**
 * Keeps the outcome of a form in the transaction that stores its effects.
 * @param minutes how long; after that the same form is processed anew.
 */
export type Keep<T = Solicitud> = (
  uow: Pick<UnitOfWork, 'submissions'>,
  result: Result<T>,
  minutes?: number,
) => Promise<Kept<T>>

/**
 * @returns what {@link Keep} returned, as the last thing in its transaction; or refusals without any effect,
 *   which are then kept by themselves.
 */
export type Work<T = Solicitud> = (keep: Keep<T>) => Promise<Kept<T> | Refused>

/** What identifies a form, and how its value is stored. */
interface Claim<T> {
  id: string
  fingerprint: string
  hasCaptcha: boolean
  write: (value: T) => string
  read: (text: string) => T | Promise<T>
}

/**
 * Processes a form without captcha once: claims it by its body, works, and keeps the outcome in the
 * transaction of the work. Of two identical submissions (double click, reload) one is processed, and the other
 * waits for it and gets its outcome. When the work throws, nothing is kept and a duplicate takes its place.
 * Hashes are reserved inside `work`, so that waiting duplicates hold none.
 * @returns the solicitud that the work made or moved, or its refusals.
 * @throws {Overloaded} also when the first submission takes longer than a duplicate waits.
 */
export const once = (
  deps: Deps,
  form: Pick<FormSubmission, 'body'>,
  work: Work,
): Promise<Result<Solicitud>> => {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  return claimAndWork(deps, { id: fingerprint, fingerprint, hasCaptcha: false, ...asSolicitud(deps) }, work)
}

/** The same for a form whose outcome is more than a solicitud: ids and codes only. */
export const onceFor = <T extends object>(
  deps: Deps,
  form: Pick<FormSubmission, 'body'>,
  work: Work<T>,
): Promise<Result<T>> => {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  const stored = { write: (value: T) => JSON.stringify(value), read: (text: string): T => JSON.parse(text) }
  return claimAndWork(deps, { id: fingerprint, fingerprint, hasCaptcha: false, ...stored }, work)
}

/** The same for a form whose outcome is a code: {@link once} with the text itself as its value. */
export const onceForCode = (
  deps: Deps,
  form: Pick<FormSubmission, 'body'>,
  work: Work<string>,
): Promise<Result<string>> => {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  return claimAndWork(deps, { id: fingerprint, fingerprint, hasCaptcha: false, ...AS_TEXT }, work)
}

/**
 * The same for a form with captcha. Claiming the form uses up its captcha in the same statement: a different
 * form with that captcha is refused. Only when the work is turned away as {@link Overloaded} can the captcha be
 * used again.
 * @returns as {@link once}; also refusals `captcha_distinta`, `captcha_vencida`.
 * @throws {Overloaded}
 */
export const onceWithCaptcha = (
  deps: Deps,
  context: Context,
  form: FormSubmission,
  work: Work,
): Promise<Result<Solicitud>> => claimWithCaptcha(deps, context, form, asSolicitud(deps), work)

/** The same for a form whose outcome is a code. */
export const onceForCodeWithCaptcha = (
  deps: Deps,
  context: Context,
  form: FormSubmission,
  work: Work<string>,
): Promise<Result<string>> => claimWithCaptcha(deps, context, form, AS_TEXT, work)

async function claimWithCaptcha<T>(
  deps: Deps,
  context: Context,
  form: FormSubmission,
  stored: Pick<Claim<T>, 'write' | 'read'>,
  work: Work<T>,
): Promise<Result<T>> {
  const { status, id } = deps.captcha.check(form.token, form.form, context.formSeal, form.respuesta)
  if (!id || status === 'vencida') return captchaUsed()
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  return claimAndWork(deps, { id, fingerprint, hasCaptcha: true, ...stored }, async (keep) =>
    status === 'distinta' ? refuse('captcha_distinta', 'captcha') : work(keep),
  )
}

/**
 * The outcome of an identical earlier submission, for a form whose solicitud has moved on. Safe to repeat:
 * whoever sends the same body knows the secrets in it.
 * @returns undefined when there was none.
 */
export async function findPreviousOutcome(
  deps: Deps,
  context: Context,
  form: FormSubmission,
): Promise<Result<Solicitud> | undefined> {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  const { id } = deps.captcha.check(form.token, form.form, context.formSeal, form.respuesta)
  const claim = { id: id ?? fingerprint, fingerprint, hasCaptcha: id !== null, ...asSolicitud(deps) }
  const outcome = await waitForOutcome(deps, claim)
  return outcome && toResult(claim, outcome)
}

/** The outcome of an identical earlier submission of a form whose outcome is a code; undefined when there was none. */
export async function findPreviousCode(
  deps: Deps,
  form: Pick<FormSubmission, 'body'>,
): Promise<Result<string> | undefined> {
  const fingerprint = deps.fingerprints.fingerprint('envio', form.body)
  const claim = { id: fingerprint, fingerprint, hasCaptcha: false, ...AS_TEXT }
  const outcome = await waitForOutcome(deps, claim)
  return outcome && toResult(claim, outcome)
}

/** Stored by its id: only a duplicate reads it again. */
const asSolicitud = (deps: Deps) => ({
  write: ({ id }: Solicitud) => id,
  read: (id: string) => readSolicitud(deps, id),
})

/** A code stands for itself. */
const AS_TEXT = { write: (text: string) => text, read: (text: string) => text }

const captchaUsed = (): Refused => refuse('captcha_vencida', 'captcha')

async function claimAndWork<T>(deps: Deps, claim: Claim<T>, work: Work<T>): Promise<Result<T>> {
  const { id, fingerprint, hasCaptcha } = claim
  const { submissions } = deps.store.single
  const now = deps.clock.now()
  const expiresAt = addMinutes(now, hasCaptcha ? KEPT_MINUTES : CLAIMED_MINUTES)
  if (!(await submissions.claim({ id, fingerprint, outcome: null, expiresAt }, now))) {
    const outcome = await waitForOutcome(deps, claim)
    // The first one was turned away and released its claim: this one takes its place.
    return outcome ? toResult(claim, outcome) : claimAndWork(deps, claim, work)
  }

  const keep: Keep<T> = async ({ submissions }, result, minutes = minutesFor(claim, result)) => {
    const outcome = result.ok ? ok(claim.write(result.value)) : result
    await submissions.finish(id, outcome, addMinutes(deps.clock.now(), minutes))
    return { kept: result }
  }
  try {
    const end = await work(keep)
    return 'kept' in end ? end.kept : (await keep(deps.store.single, end)).kept
  } catch (error) {
    const settled =
      hasCaptcha && !(error instanceof Overloaded)
        ? keep(deps.store.single, captchaUsed())
        : submissions.release(id)
    // With the database down this fails too; the first error is the one to report.
    await settled.catch(() => {})
    throw error
  }
}

const minutesFor = ({ hasCaptcha }: { hasCaptcha: boolean }, { ok }: { ok: boolean }): number =>
  ok || hasCaptcha ? KEPT_MINUTES : REFUSAL_KEPT_MINUTES

/**
 * The outcome of the submission that claimed the form first, once it has one.
 * @returns undefined when it was released, or has expired.
 */
async function waitForOutcome<T>(
  deps: Deps,
  { id, fingerprint, hasCaptcha }: Claim<T>,
): Promise<Outcome | undefined> {
  for (let waited = 0; waited < TWIN_WAIT_MS; waited += POLL_MS) {
    // A transaction, so that nobody is told what is not on disk yet.
    const first = await deps.store.transaction((uow) => uow.submissions.findById(id))
    if (!first || first.expiresAt <= deps.clock.now()) return undefined
    if (first.fingerprint !== fingerprint) return captchaUsed()
    if (first.outcome) return first.outcome
    await deps.clock.sleep(POLL_MS)
  }
  if (hasCaptcha) return captchaUsed()
  throw new Overloaded(TWIN_WAIT_MS / 1_000)
}

const toResult = async <T>({ read }: Claim<T>, outcome: Outcome): Promise<Result<T>> =>
  outcome.ok ? ok(await read(outcome.value)) : outcome
