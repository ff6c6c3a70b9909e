import type { Request, RequestHandler, Response, Router } from 'express'
import { FormLimitExceeded, PriceDue } from '../../application/errors.ts'
import { Overloaded } from '../../application/ports.ts'
import { type FormContent, fieldsOf, type ValuesOf } from '../../domain/forms/form-content.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import { formatWait } from '../../domain/pages/error-pages.ts'
import { todayInChile } from '../../domain/values/fecha.ts'
import { HttpError } from '../request/errors.ts'
import { hasSessionCookie, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import type { Form, SentAbout } from './form.ts'
import { textOf } from './form-body.ts'
import { changedMeanwhile, FormRenderer } from './form-renderer.ts'
import { inFieldOrder, parseFields } from './parse-fields.ts'
import { FormPrice, type KeptTokens, type Verdict } from './price.ts'
import { lostFiles, receiveForm } from './received-form.ts'

/**
 * Mounts GET and POST of a form. POST picks the listed fields, parses them, runs the use case, and answers
 * 422 with the page again or 303 to where it leads.
 * @param before runs first, for both.
 */
export function mountForm<State, C extends FormContent>(
  router: Router,
  services: Services,
  form: Form<State, C>,
  ...before: RequestHandler[]
): void {
  const route = new FormRoute(services, form)
  router.get(form.url, ...before, (req, res) => route.show(req, res))
  router.post(form.url, ...before, (req, res) => route.receive(req, res))
}

/** Mounts the POST of a form that another page shows, as a button. @param before runs first. */
export function mountButton<State, C extends FormContent>(
  router: Router,
  services: Services,
  form: Form<State, C>,
  ...before: RequestHandler[]
): void {
  const route = new FormRoute(services, form)
  router.post(form.url, ...before, (req, res) => route.receive(req, res))
}

class FormRoute<State, C extends FormContent> {
  readonly #services: Services
  readonly #form: Form<State, C>
  readonly #renderer: FormRenderer<State, C>
  readonly #price: FormPrice
  readonly #hasFields: boolean

  constructor(services: Services, form: Form<State, C>) {
    this.#services = services
    this.#form = form
    this.#price = new FormPrice(services, form)
    this.#renderer = new FormRenderer(services, form, this.#price)
    this.#hasFields = fieldsOf(form.content).length > 0
  }

  async show(req: Request, res: Response): Promise<void> {
    const loaded = await this.#form.load(req)
    if (!loaded.ok) throw loaded.error
    await this.#renderer.render(req, res, 200, { state: loaded.state, ...this.#form.opened?.(req) })
  }

  async receive(req: Request, res: Response): Promise<void> {
    const sent = receiveForm(this.#services.deps, this.#form, req, res)
    this.#price.record(sent)
    const loaded = await this.#form.load(req)
    if (loaded.ok) return this.#handle({ ...sent, state: loaded.state }, res)
    // A form of a session that is over learns nothing.
    const destination = localsOf(res).formExpired ? undefined : await this.#form.resume?.(sent)
    if (!destination) throw hasSessionCookie(req) ? loaded.error : new HttpError(403)
    res.redirect(303, destination)
  }

  /**
   * A form of a session that is over only comes back, and so does one sent by a button that its page does not
   * have (any more), since what was wanted is unknown. Buttons other than the main one skip the fields.
   */
  async #handle(sent: SentAbout<State>, res: Response): Promise<void> {
    if (localsOf(res).formExpired) return this.#comeBack(sent, res)
    const { accion = '' } = sent.typed
    if (accion === '') return this.#submit(sent, res)
    const button = this.#form.buttons?.find(({ value }) => value === accion)
    const isHidden = button?.text && this.#form.overrides?.(sent.state).hidesButtons
    const destination = isHidden ? undefined : await button?.run(sent)
    if (!destination) {
      const code = this.#hasFields ? 'otro_boton' : 'otro_boton_sin_datos'
      return this.#showAgain(sent, res, 422, [{ code }])
    }
    res.redirect(303, destination)
  }

  async #comeBack(sent: SentAbout<State>, res: Response): Promise<void> {
    const { req, typed } = sent
    // A button alone has nothing typed to give back.
    if (!this.#hasFields) throw new HttpError(403)
    await this.#form.mayComeBack?.(req)
    if (hasSessionCookie(req)) return this.#showAgain(sent, res, 422, [{ code: 'formulario_vencido' }])
    // The form already came back once with this refusal.
    if (textOf(typed, 'sinCookies')) throw new HttpError(403)
    return this.#showAgain(sent, res, 422, [{ code: 'sin_cookies' }])
  }

  async #submit(sent: SentAbout<State>, res: Response): Promise<void> {
    const { files } = localsOf(res)
    const { clock, estimator } = this.#services.deps
    const env = { today: todayInChile(clock.now()), estimator, ...(files && { files }) }
    const overrides = this.#form.overrides?.(sent.state)
    const parsed = await parseFields(this.#form.content, sent.typed, env, overrides)
    if (!parsed.ok) return this.#showAgain(sent, res, 422, parsed.refusals, await this.#unpaid(sent))
    // Safe: ValuesOf is derived from the same content that parseFields reads.
    const values = parsed.value as unknown as ValuesOf<C>
    let verdict: Verdict | undefined
    try {
      verdict = await this.#price.charge(sent)
      if (!verdict.ok) return this.#notPaid(sent, res, verdict)
      const form = { ...sent.form, isPaid: verdict.isPaid }
      const result = await this.#form.submit({ ...sent, form, values })
      if (!result.ok) return this.#refused(sent, res, result.refusals, verdict.kept)
      this.#count('done')
      res.redirect(303, result.value)
    } catch (error) {
      await this.#turnedAway(sent, res, error, verdict)
    }
  }

  /** What was turned away before it was worked on comes back with everything; a price that it paid counts again. */
  async #turnedAway(sent: SentAbout<State>, res: Response, error: unknown, verdict?: Verdict): Promise<void> {
    if (error instanceof PriceDue) return this.#showAgain(sent, res, 422, [{ code: 'precio' }])
    if (!(error instanceof Overloaded || error instanceof FormLimitExceeded)) throw error
    const { seconds } = error
    res.set('Retry-After', String(seconds))
    if (error instanceof FormLimitExceeded) {
      const refusal = { code: error.code, data: { espera: formatWait(seconds) } }
      return this.#showAgain(sent, res, 429, [refusal])
    }
    if (verdict?.ok) await verdict.giveBack()
    const refusal: Refusal = { code: 'ocupado', data: { segundos: seconds } }
    return this.#showAgain(sent, res, 503, [refusal], await this.#unpaid(sent))
  }

  #notPaid(sent: SentAbout<State>, res: Response, verdict: Extract<Verdict, { ok: false }>): Promise<void> {
    const { status, refusal, retryAfter, kept } = verdict
    if (retryAfter) res.set('Retry-After', String(retryAfter))
    return this.#showAgain(sent, res, status, [refusal], kept)
  }

  /** Its price, when nothing used it up. */
  async #unpaid(sent: SentAbout<State>): Promise<KeptTokens> {
    const quote = await this.#price.quoteOf(sent)
    return quote ? { quote } : {}
  }

  /** If what the form is about changed meanwhile, the page shows it as it is now. */
  async #refused(
    sent: SentAbout<State>,
    res: Response,
    refusals: readonly Refusal[],
    kept?: KeptTokens,
  ): Promise<void> {
    const loaded = changedMeanwhile(refusals) ? await this.#form.load(sent.req) : undefined
    return this.#showAgain(loaded?.ok ? { ...sent, state: loaded.state } : sent, res, 422, refusals, kept)
  }

  #showAgain(
    { req, state, typed }: SentAbout<State>,
    res: Response,
    status: number,
    refusals: readonly Refusal[],
    kept?: KeptTokens,
  ): Promise<void> {
    this.#count(status === 422 ? 'refused' : String(status))
    const { content } = this.#form
    const all = inFieldOrder(content, [...refusals, ...lostFiles(content, res, refusals)])
    return this.#renderer.render(req, res, status, { state, typed, refusals: all, ...(kept && { kept }) })
  }

  #count(outcome: string): void {
    const { counted } = this.#form
    if (counted) this.#services.metrics.tramites.inc({ ...counted, outcome })
  }
}
