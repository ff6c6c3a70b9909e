import type { Request, Response } from 'express'
import type { Solicitud } from '../../application/ports.ts'
import type { Paso, Tramite } from '../../domain/forms/tramite.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { captchaUrls, paths, urlOfPaso } from '../../domain/urls.ts'
import { ensureFormSeal, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { PageCache, type Tokens } from '../views/page-cache.ts'
import { type Typed, textOf } from './form-body.ts'
import { makeFormView, type Preparation } from './form-view.ts'

/** What the renderer needs to know of a form. */
interface FormDefinition {
  url: string
  perfil: Perfil
  operacion: TramiteOperacion
  tramite: Tramite
  paso: Paso
  /** The operacion starts here: the page shows the opening text and how long the tramite takes. */
  isFirstPaso: boolean
  /** Starts a solicitud, so there is none yet. */
  isEntry: boolean
  hasCaptcha: boolean
  secondaryActions: readonly { value: string; text: string }[]
}

/** What a form page shows of this person; nothing when it was just opened. */
export interface FormState {
  solicitud: Solicitud | undefined
  typed?: Typed
  refusals: readonly Refusal[]
  /** What was typed comes from another perfil's form. */
  carriedOver?: true
}

/** Hidden fields: keep submitted values unless the cuenta changed meanwhile. */
function hiddenFieldsOf({ solicitud, typed = {}, refusals }: FormState, preparation: Preparation) {
  const changedMeanwhile = refusals.some(({ code }) => code === 'cambio_entretanto')
  const lacksCookies = refusals.some(({ code }) => code === 'sin_cookies')
  const own = Object.entries(preparation.hiddenFields ?? {})
  return {
    ...(solicitud && { solicitud: solicitud.id }),
    ...(lacksCookies && { sinCookies: 'si' }),
    ...Object.fromEntries(
      own.map(([name, value]) => [name, (!changedMeanwhile && textOf(typed, name)) || value]),
    ),
  }
}

/** Renders the pages of one form. */
export class FormRenderer {
  readonly #services: Services
  readonly #form: FormDefinition
  readonly #pageCache = new PageCache()

  constructor(services: Services, form: FormDefinition) {
    this.#services = services
    this.#form = form
  }

  async render(
    req: Request,
    res: Response,
    status: number,
    page: FormState,
    preparation: Preparation,
  ): Promise<void> {
    const { deps, csrf } = this.#services
    const { url, isEntry, hasCaptcha } = this.#form
    const formSeal = ensureFormSeal(req, deps.random)
    const tokens: Tokens = {
      csrf: csrf.issue(formSeal),
      visit: csrf.visit(formSeal),
      nonce: localsOf(res).nonce ?? '',
      captcha: hasCaptcha ? deps.captcha.issue(url, formSeal) : '',
    }
    const model = ({ captcha }: Tokens) => this.#view(page, preparation, captcha)
    res.status(status)
    const nothingPersonal = !page.typed && !preparation.initialValues && page.refusals.length === 0
    const sameForAll = isEntry && nothingPersonal
    // In development views may change while it runs, so nothing is cached.
    if (sameForAll && req.app.enabled('view cache')) {
      return this.#pageCache.send(res, 'form', JSON.stringify(preparation), model, tokens)
    }
    Object.assign(localsOf(res), { csrf: tokens.csrf, visit: tokens.visit })
    res.render('form', model(tokens))
  }

  #view(page: FormState, preparation: Preparation, token: string) {
    const { url, perfil, operacion, tramite, paso, isFirstPaso, isEntry, hasCaptcha, secondaryActions } =
      this.#form
    return makeFormView({
      perfil,
      operacion,
      tramite,
      paso,
      action: url,
      typed: page.typed ?? preparation.initialValues ?? {},
      isFirstPaso,
      carriedOver: page.carriedOver ?? false,
      refusals: page.refusals,
      preparation,
      numbersInTexts: { diasDeDocumento: this.#services.deps.policy.documentoDays },
      captcha: hasCaptcha ? { token, frameUrl: captchaUrls(token).frame } : undefined,
      hiddenFields: hiddenFieldsOf(page, preparation),
      secondaryActions: (preparation.hidesSecondaryActions ? [] : secondaryActions).map(
        ({ value, text }) => ({ value, text }),
      ),
      back: {
        text: 'Volver',
        url: preparation.volver ?? (isEntry ? paths.home : urlOfPaso({ perfil, operacion })),
      },
    })
  }
}
