import { createHash } from 'node:crypto'
import type { Request, Response, Router } from 'express'
import { isVisitEnded } from '../../application/citizen/terminar.ts'
import { SolicitudLost } from '../../application/errors.ts'
import { type Context, Overloaded, type Solicitud } from '../../application/ports.ts'
import { type FormSubmission, findPreviousOutcome, recordSubmission } from '../../application/request/once.ts'
import {
  type DataOf,
  findPaso,
  findTramite,
  type PasoName,
  type PerfilWith,
} from '../../domain/forms/tramites.ts'
import { withWrongProfile } from '../../domain/forms/wrong-profile.ts'
import type { Refusal, Result } from '../../domain/outcome/result.ts'
import type { TramiteOperacion } from '../../domain/perfil.ts'
import { pasoUrl, urlOfPaso } from '../../domain/urls.ts'
import { todayInChile } from '../../domain/values/fecha.ts'
import { currentToken } from '../citizen/captcha.ts'
import { expectPasoError, pageSolicitud, proceed, solicitudAtPaso } from '../citizen/progress.ts'
import { rememberSolicitud, sessionSolicitud } from '../citizen/session-data.ts'
import { HttpError } from '../request/errors.ts'
import { hasSessionCookie, localsOf, type RequestLocals, requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { visitOf } from '../session/csrf.ts'
import { pasoFiles } from './file-forms.ts'
import {
  findValuesToReview,
  inFieldOrder,
  parsePaso,
  pasoFields,
  type Typed,
  take,
  textOf,
} from './form-body.ts'
import { FormRenderer, type FormState } from './form-renderer.ts'
import type { Preparation } from './form-view.ts'
import type { SecondaryAction } from './secondary-action.ts'
import { carriable, carryOver, takeCarried } from './wrong-profile.ts'

export interface Submission<O extends TramiteOperacion, S extends PasoName<O>> {
  context: Context
  data: DataOf<O, S>
  /** For use cases that check the captcha. */
  form: FormSubmission
  /** The solicitud that this form continues; '' on an entry paso. */
  solicitudId: string
  /** Hidden fields of the page: the cuenta's version, and the operacion that was interrupted. */
  version: number
  from: string
  req: Request
}

/** Pasos that start a solicitud, so have none yet. */
const ENTRY_PASOS = ['', 'clave'] as const
type PasoSolicitud<S> = S extends (typeof ENTRY_PASOS)[number] ? undefined : Solicitud

/** One paso of the tramites table as a pair of routes. */
export interface PasoRoute<O extends TramiteOperacion, S extends PasoName<O>> {
  operacion: O
  paso: S
  /** What the page shows besides what the table says. */
  prepare?: (solicitud: PasoSolicitud<S>, req: Request) => Promise<Preparation> | Preparation
  /** Buttons that do not send the fields. */
  secondaryActions?: SecondaryAction[]
  /** @returns the id of the solicitud to proceed with, or refusals. */
  submit: (submission: Submission<O, S>) => Promise<Result<string>>
}

/** Hidden fields and buttons that any form may send besides its own fields. */
const CONTROL_FIELDS = ['accion', 'captchaFicha', 'solicitud', 'version', 'desde', 'sinCookies'] as const

/**
 * Mounts GET and POST of one form of a perfil. POST picks the listed fields, parses them, runs the use case,
 * and answers 422 with the page again or 303 to where the solicitud now is.
 */
export function mountPaso<O extends TramiteOperacion, S extends PasoName<O>>(
  router: Router,
  services: Services,
  perfil: PerfilWith<O>,
  route: PasoRoute<O, S>,
): void {
  const form = new FormRoute(services, perfil, route)
  router.get(form.url, (req, res) => form.show(req, res))
  router.post(form.url, (req, res) => form.receive(req, res))
}

/** A submitted form: what was typed, the solicitud that it continues, and what identifies this submission. */
interface ReceivedForm {
  req: Request
  res: Response
  solicitud: Solicitud | undefined
  typed: Typed
  context: Context
  submission: FormSubmission
}

/** Digests in place of the files, for recognising the same form sent twice. */
const digestsOf = (files: RequestLocals['files']): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(files).map(([field, sent]) => [
      field,
      sent.map(({ name, bytes }) => createHash('sha256').update(name).update(bytes).digest('base64')),
    ]),
  )

class FormRoute<O extends TramiteOperacion, S extends PasoName<O>> {
  readonly url: string
  readonly #services: Services
  readonly #perfil: PerfilWith<O>
  readonly #route: PasoRoute<O, S>
  readonly #paso: ReturnType<typeof findPaso>
  readonly #isEntry: boolean
  readonly #hasCaptcha: boolean
  readonly #formRenderer: FormRenderer

  constructor(services: Services, perfil: PerfilWith<O>, route: PasoRoute<O, S>) {
    this.#services = services
    this.#perfil = perfil
    this.#route = route
    const paso = findPaso(perfil, route.operacion, route.paso)
    this.url = pasoUrl(perfil, route.operacion, route.paso)
    this.#isEntry = ENTRY_PASOS.some((entry) => entry === route.paso)
    this.#paso = this.#isEntry ? withWrongProfile(perfil, paso) : paso
    this.#hasCaptcha = pasoFields(this.#paso).includes('captcha')
    this.#formRenderer = new FormRenderer(services, {
      url: this.url,
      perfil,
      operacion: route.operacion,
      tramite: findTramite(perfil, route.operacion),
      paso: this.#paso,
      isFirstPaso: route.paso === '',
      isEntry: this.#isEntry,
      hasCaptcha: this.#hasCaptcha,
      secondaryActions: route.secondaryActions ?? [],
    })
  }

  async show(req: Request, res: Response): Promise<void> {
    const { operacion, paso } = this.#route
    const solicitud = this.#isEntry
      ? undefined
      : await pageSolicitud(this.#services, req, { perfil: this.#perfil, operacion, paso })
    const { aviso } = req.session
    if (aviso) req.session.aviso = undefined
    const carriedOver = this.#isEntry ? takeCarried(this.#services.deps, req, this.url) : undefined
    const refusals = aviso ? [{ code: aviso }] : []
    await this.#render(req, res, 200, {
      solicitud,
      refusals,
      ...(carriedOver && { typed: carriedOver, carriedOver: true }),
    })
  }

  async receive(req: Request, res: Response): Promise<void> {
    const { deps } = this.#services
    const { operacion } = this.#route
    const typed = take(req.body, [...pasoFields(this.#paso), ...CONTROL_FIELDS])
    const context = requestContext(req, res, deps)
    const submission: FormSubmission = {
      form: this.url,
      token: currentToken(req, textOf(typed, 'captchaFicha')),
      respuesta: textOf(typed, 'captcha'),
      body: JSON.stringify([
        this.url,
        context.formSeal,
        take(req.body, ['_csrf']),
        typed,
        digestsOf(localsOf(res).files ?? {}),
      ]),
    }
    const id = sessionSolicitud(req, this.#perfil, operacion, textOf(typed, 'solicitud'))
    const solicitud = await this.#findSolicitud(id).catch(expectPasoError)
    if (solicitud instanceof Error) {
      const expired = localsOf(res).formExpired
      const previous = expired ? undefined : await findPreviousOutcome(deps, context, submission)
      if (!previous?.ok) throw hasSessionCookie(req) ? solicitud : new HttpError(403)
      return proceed(this.#services, req, res, previous.value)
    }
    if (solicitud) rememberSolicitud(req, this.#perfil, operacion, solicitud.id)
    await this.#handle({ req, res, solicitud, typed, context, submission })
  }

  /**
   * A form of a session that is over only comes back, and so does one sent by a button that its page does not
   * have (any more), since what was wanted is unknown. Buttons other than the main one skip the fields.
   */
  async #handle(received: ReceivedForm): Promise<void> {
    const { req, res, solicitud, typed, context } = received
    if (localsOf(res).formExpired) {
      if (await isVisitEnded(this.#services.deps, visitOf(req.body))) throw new SolicitudLost()
      if (hasSessionCookie(req)) return this.#showAgain(received, 422, [{ code: 'formulario_vencido' }])
      // The form already came back once with this refusal.
      if (textOf(typed, 'sinCookies')) throw new HttpError(403)
      return this.#showAgain(received, 422, [{ code: 'sin_cookies' }])
    }
    const { accion = '' } = typed
    if (accion === '') return this.#submit(received)
    const destination = accion === 'puerta' && this.#carryOver(received)
    if (destination) return res.redirect(303, destination)
    const action = this.#route.secondaryActions?.find(({ value }) => value === accion)
    if (!action || !solicitud || (await this.#prepare(solicitud, req)).hidesSecondaryActions) {
      return this.#showAgain(received, 422, [{ code: 'otro_boton' }])
    }
    const next = await action.run({
      context,
      solicitudId: solicitud.id,
      version: Number(textOf(typed, 'version')),
      typed: carriable(typed, pasoFields(this.#paso)),
    })
    this.#services.wake()
    res.redirect(303, urlOfPaso({ ...solicitud, paso: next }, solicitud.id))
  }

  #carryOver({ req, typed }: ReceivedForm): string | undefined {
    const { operacion, paso } = this.#route
    const from = { perfil: this.#perfil, paso: this.#paso, typed }
    const url = carryOver(this.#services.deps, req, from, (perfil) => urlOfPaso({ perfil, operacion, paso }))
    if (url) this.#count('door')
    return url
  }

  async #submit(received: ReceivedForm): Promise<void> {
    const { req, res, solicitud, typed, context, submission } = received
    const { files } = localsOf(res)
    const { deps, wake } = this.#services
    const preparation = await this.#prepare(solicitud, req)
    const env = { today: todayInChile(deps.clock.now()), ...(files && { files }) }
    const parsed = parsePaso(this.#paso, typed, env, preparation)
    if (!parsed.ok) return this.#showAgain(received, 422, parsed.refusals)
    const toReview = this.#route.operacion === 'registrar' ? findValuesToReview(this.#paso, typed) : []
    if (toReview.length > 0) return this.#showAgain(received, 422, toReview)
    // Safe: DataOf is derived from the same table that parsePaso reads.
    const data = { perfil: this.#perfil, ...parsed.value } as unknown as DataOf<O, S>
    try {
      const result = await this.#route.submit({
        context,
        data,
        form: submission,
        solicitudId: solicitud?.id ?? '',
        version: Number(textOf(typed, 'version')),
        from: textOf(typed, 'desde'),
        req,
      })
      if (!result.ok) return this.#showAgain(received, 422, result.refusals)
      if (solicitud && !this.#hasCaptcha) await recordSubmission(deps, submission, result)
      this.#count('done')
      wake()
      await proceed(this.#services, req, res, result.value)
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error
      res.set('Retry-After', String(error.seconds))
      await this.#showAgain(received, 503, [{ code: 'ocupado', data: { segundos: error.seconds } }])
    }
  }

  #showAgain(received: ReceivedForm, status: number, refusals: readonly Refusal[]): Promise<void> {
    const { req, res, solicitud, typed } = received
    this.#count(status === 422 ? 'refused' : String(status))
    const all = inFieldOrder(this.#paso, [...refusals, ...this.#lostFiles(res, refusals)])
    return this.#render(req, res, status, { solicitud, typed, refusals: all })
  }

  /** Asks for the files again: no browser restores them in a form that comes back. */
  #lostFiles(res: Response, refusals: readonly Refusal[]): Refusal[] {
    const { files } = localsOf(res)
    return pasoFiles(this.#paso)
      .filter((name) => files?.[name]?.length && !refusals.some(({ field }) => field === name))
      .map((field) => ({ code: 'archivo_de_nuevo', field }))
  }

  async #render(req: Request, res: Response, status: number, page: FormState): Promise<void> {
    const preparation = await this.#prepare(page.solicitud, req)
    await this.#formRenderer.render(req, res, status, page, preparation)
  }

  /**
   * The solicitud that this form continues; undefined on an entry paso.
   * @throws {SolicitudLost}
   * @throws {AtOtherPaso}
   */
  async #findSolicitud(id: string | undefined): Promise<Solicitud | undefined> {
    return this.#isEntry ? undefined : solicitudAtPaso(this.#services, id, this.#route.paso)
  }

  // The cast is safe: the solicitud is undefined on entry pasos and on no other.
  async #prepare(solicitud: Solicitud | undefined, req: Request): Promise<Preparation> {
    return (await this.#route.prepare?.(solicitud as PasoSolicitud<S>, req)) ?? {}
  }

  #count(outcome: string): void {
    this.#services.metrics.tramites.inc({
      operation: this.#route.operacion,
      step: this.#route.paso,
      outcome,
    })
  }
}
