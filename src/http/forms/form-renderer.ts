import type { Request, Response } from 'express'
import { type FormContent, fieldsOf } from '../../domain/forms/form-content.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import { ensureFormSeal, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { PageCache, type Tokens } from '../views/page-cache.ts'
import type { Form, FormPage, Opened } from './form.ts'
import { textOf } from './form-body.ts'
import { makeFormView } from './form-view.ts'
import type { FormPrice, KeptTokens } from './price.ts'
import { captchaView, priceView, type ShownPrice } from './price-view.ts'

/** What a form page shows of this person; nothing when it was just opened. */
export interface FormState<State> extends Opened {
  state: State
  kept?: KeptTokens
}

/** A page of the form that was sent is obsolete: what it is about changed meanwhile. */
export const changedMeanwhile = (refusals: readonly Refusal[]): boolean =>
  refusals.some(({ code }) => code === 'cambio_entretanto')

/** Hidden fields keep what was sent, unless what the form is about changed meanwhile. */
function hiddenFieldsOf({ typed = {}, refusals = [] }: Opened, page: FormPage): Record<string, string> {
  const lacksCookies = refusals.some(({ code }) => code === 'sin_cookies')
  const kept = changedMeanwhile(refusals) ? {} : typed
  return {
    ...(lacksCookies && { sinCookies: 'si' }),
    ...Object.fromEntries(
      Object.entries(page.hiddenFields ?? {}).map(([name, value]) => [name, textOf(kept, name) || value]),
    ),
  }
}

/** Renders the pages of one form. */
export class FormRenderer<State, C extends FormContent> {
  readonly #services: Services
  readonly #form: Form<State, C>
  readonly #price: FormPrice
  readonly #hasCaptcha: boolean
  readonly #pageCache = new PageCache()

  constructor(services: Services, form: Form<State, C>, price: FormPrice) {
    this.#services = services
    this.#form = form
    this.#price = price
    this.#hasCaptcha = fieldsOf(form.content).includes('captcha')
  }

  async render(req: Request, res: Response, status: number, shown: FormState<State>): Promise<void> {
    const { deps, csrf } = this.#services
    const page = (await this.#form.view?.(shown.state, req)) ?? {}
    const formSeal = ensureFormSeal(req, deps.random)
    const tokens: Tokens = {
      csrf: csrf.issue(formSeal),
      visit: csrf.visit(formSeal),
      nonce: localsOf(res).nonce ?? '',
      captcha: this.#hasCaptcha ? deps.captcha.issue(this.#form.url, formSeal) : '',
    }
    const { quote = await this.#price.quote(req, res) } = shown.kept ?? {}
    const template = page.template?.name ?? 'form'
    const price: ShownPrice | undefined = quote && {
      ...quote,
      ...(quote.from && {
        hard: shown.kept?.captcha ?? deps.captcha.issue(this.#form.url, formSeal, true),
      }),
    }
    const model = ({ captcha }: Tokens) => this.#model(shown, page, captcha, price)
    res.status(status)
    const nothingPersonal = !quote && !shown.typed && !page.initialValues && !shown.refusals?.length
    if (this.#form.sameForAll && nothingPersonal) {
      return this.#pageCache.send(res, template, JSON.stringify(page), model, tokens)
    }
    Object.assign(localsOf(res), { csrf: tokens.csrf, visit: tokens.visit })
    res.render(template, model(tokens))
  }

  #model(shown: FormState<State>, page: FormPage, token: string, price?: ShownPrice): object {
    const { url, heading, buttons = [] } = this.#form
    const overrides = this.#form.overrides?.(shown.state) ?? {}
    const labels = { ...this.#form.content.labels, ...overrides.labels }
    const content: FormContent = { ...this.#form.content, labels }
    const view = makeFormView({
      url,
      heading,
      content,
      marksOptional: this.#form.marksOptional ?? false,
      page,
      overrides,
      buttons,
      typed: shown.typed ?? page.initialValues ?? {},
      refusals: shown.refusals ?? [],
      ...(shown.notice && { notice: shown.notice }),
      numbersInTexts: { diasDeDocumento: this.#services.deps.policy.documentoDays },
      captcha: captchaView(this.#hasCaptcha ? token : '', price),
      price: price ? priceView(price, content.button, this.#services.deps.clock.now()) : undefined,
      hiddenFields: hiddenFieldsOf(shown, page),
    })
    return { ...page.template?.model, ...view }
  }
}
