import type { Request, Response } from 'express'
import { FormLimitExceeded } from '../../application/errors.ts'
import type { Price } from '../../application/ports.ts'
import { isNewCuentaPriced } from '../../application/proof/new-cuentas.ts'
import { useUp } from '../../application/request/use-up.ts'
import { fieldsOf } from '../../domain/forms/form-content.ts'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import { isEnough, MAX_LEVEL, NEW_CUENTA_WAIT_SECONDS, waitSecondsFor } from '../../domain/price.ts'
import { addMinutes, addSeconds, CAPTCHA_MINUTES } from '../../domain/values/durations.ts'
import { ensureFormSeal, requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import type { Form, Sent } from './form.ts'
import { textOf } from './form-body.ts'
import type { Due } from './traffic.ts'

/** Names of the hidden fields that a priced form sends. */
export const PRICE_FIELDS = ['precio', 'precioSolucion'] as const

/** The price that a page shows. */
export interface Quote {
  token: string
  /** From when on waiting pays it; undefined while the form is still free, and only expected not to stay so. */
  from: Date | undefined
}

/** What a form that came back keeps, so that nobody waits or reads twice. */
export interface KeptTokens {
  quote?: Quote
  captcha?: string
}

/** Whether a form may be worked on. */
export type Verdict =
  | { ok: true; isPaid: boolean; kept?: KeptTokens; giveBack(): Promise<void> }
  | { ok: false; status: 422 | 429; refusal: Refusal; retryAfter?: number; kept?: KeptTokens }

const FREE = { ok: true, isPaid: false, giveBack: async () => {} } as const

/**
 * The price of one form: what its pages show, and whether what was sent may be worked on (product.md “Price”;
 * docs/decisions/0051). It is judged after the fields and before captcha and use case.
 */
export class FormPrice {
  readonly #services: Services
  readonly #form: Pick<Form<never>, 'url' | 'price'>
  readonly #hasCaptcha: boolean

  constructor(services: Services, form: Pick<Form<never>, 'url' | 'price' | 'content'>) {
    this.#services = services
    this.#form = form
    this.#hasCaptcha = fieldsOf(form.content).includes('captcha')
  }

  /** Counts a form that was received. */
  record({ context }: Sent): void {
    const { deps, traffic } = this.#services
    if (this.#form.price) traffic.record(context, deps.clock.now())
  }

  /**
   * @returns what a page shows; undefined where nothing is due, nor soon will be.
   * @throws {FormLimitExceeded} for a page that is opened, where there is no price at which its form would be taken;
   *   a form that comes back loses nothing.
   */
  async quote(req: Request, res: Response): Promise<Quote | undefined> {
    const { deps } = this.#services
    ensureFormSeal(req, deps.random)
    const context = requestContext(req, res, deps)
    const now = await this.#due(context).then(levelOf, (error) => {
      if (req.method === 'POST' && error instanceof FormLimitExceeded) return 0
      throw error
    })
    const level = now || this.#soon(context)
    if (level === 0) return undefined
    const wait = this.#waitFor(level)
    const token = await deps.prices.issue(this.#payer(context), level, wait)
    return { token, from: now > 0 ? addSeconds(deps.clock.now(), wait) : undefined }
  }

  /** @returns the price that a form came with, if it can still be paid. */
  async quoteOf(sent: Sent): Promise<Quote | undefined> {
    const price = await this.#read(sent)
    if (!price) return undefined
    const level = await this.#due(sent.context).then(levelOf, () => MAX_LEVEL)
    return isEnough(price.level, level) ? quoteFrom(sent, price) : undefined
  }

  /**
   * Judges a form whose fields are right, and takes its price.
   * @throws {FormLimitExceeded} where there is no price at which it would be taken.
   */
  async charge(sent: Sent): Promise<Verdict> {
    const { deps } = this.#services
    const { context, form } = sent
    const due = await this.#due(context)
    if (due.level === 0) return FREE
    const price = await this.#read(sent)
    if (!price || !isEnough(price.level, due.level)) return unpaid('precio')
    if (!price.isSolved) {
      const verdict = await this.#takeWait(sent, price, due)
      if (verdict) return verdict
    }
    const until = addMinutes(deps.clock.now(), CAPTCHA_MINUTES)
    const used = await useUp(deps, this.#idOf(price), form.body, until)
    if (used instanceof Date) return unpaid('precio')
    // What it paid for already, when it was sent before, it keeps: otherwise one price would pay for several forms.
    const giveBack = async () => {
      if (used === 'now') await deps.store.single.submissions.release(this.#idOf(price))
    }
    return { ok: true, isPaid: true, giveBack }
  }

  /** Level 0 up to the address's free accounts, however thick its forms come (product.md “Proofs”, 9). */
  async #due(context: Sent['context']): Promise<Due> {
    const { deps } = this.#services
    const [address = ''] = context.networks
    if (!this.#form.price) return { level: 0, network: address }
    const due = this.#traffic(context)
    if (this.#form.price === 'traffic') return due
    if (!(await isNewCuentaPriced(deps, context))) return { level: 0, network: address }
    return { ...due, level: Math.max(1, due.level) }
  }

  /** A page may well be sent once twice as much came; a phone should have worked by then. */
  #soon(context: Sent['context']): number {
    return this.#form.price === 'traffic' ? this.#traffic(context, 2).level : 0
  }

  /** Where staff raised the limits, it is as if as many times less had come. */
  #traffic(context: Sent['context'], foresight = 1): Due {
    const { deps, traffic } = this.#services
    return traffic.due(context, deps.clock.now(), foresight / deps.raisedLimits.timesFor(context))
  }

  /**
   * Who has not worked pays with a harder picture and a wait. Of a network one form at a time waits: otherwise a
   * program would wait for a thousand at once.
   * @returns undefined when the wait is paid.
   */
  async #takeWait(sent: Sent, price: Price, due: Due): Promise<Verdict | undefined> {
    const { deps } = this.#services
    const { context, form } = sent
    const now = deps.clock.now()
    const quote = quoteFrom(sent, price)
    const isHard = deps.captcha.isHard(form.token)
    const tokens = { quote, ...(isHard && { captcha: form.token }) }
    if (now < price.from) return early(price.from, now, tokens)
    const { status, id } = deps.captcha.check(form.token, form.form, context.formSeal, form.respuesta)
    if (status === 'vencida' || !isHard) return unpaid('captcha_vencida', { quote })
    // Where the form asks for letters, its use case says that they are wrong, and uses them up.
    if (status === 'distinta' && this.#hasCaptcha) return { ...FREE, kept: { quote } }
    if (!this.#hasCaptcha && id) {
      const used = await useUp(deps, id, form.body, addMinutes(now, CAPTCHA_MINUTES))
      if (used instanceof Date) return unpaid('captcha_vencida', { quote })
      if (status === 'distinta') return unpaid('captcha_distinta', { quote })
    }
    if (this.#form.price === 'cuentas') return undefined
    const turn = deps.fingerprints.fingerprint('precio', `turno:${due.network}`)
    const taken = await useUp(deps, turn, form.body, addSeconds(now, waitSecondsFor(due.level)))
    if (!(taken instanceof Date)) return undefined
    if (!this.#hasCaptcha && id) await deps.store.single.submissions.release(id)
    return early(taken, now, tokens)
  }

  #read({ context, typed }: Sent): Promise<Price | undefined> {
    const { prices } = this.#services.deps
    return prices.read(textOf(typed, 'precio'), this.#payer(context), textOf(typed, 'precioSolucion'))
  }

  #waitFor(level: number): number {
    return this.#form.price === 'cuentas' ? NEW_CUENTA_WAIT_SECONDS : waitSecondsFor(level)
  }

  #payer = ({ formSeal, networkFingerprint }: Sent['context']): string =>
    JSON.stringify([this.#form.url, formSeal, networkFingerprint])

  #idOf = ({ id }: Price): string => this.#services.deps.fingerprints.fingerprint('precio', `pago:${id}`)
}

const levelOf = ({ level }: Due): number => level

const quoteFrom = ({ typed }: Sent, { from }: Price): Quote => ({ token: textOf(typed, 'precio'), from })

const unpaid = (code: RefusalCode, kept?: KeptTokens): Verdict => ({
  ok: false,
  status: 422,
  refusal: { code, ...(code.startsWith('captcha') && { field: 'captcha' }) },
  ...(kept && { kept }),
})

function early(from: Date, now: Date, tokens: { quote: Quote; captcha?: string }): Verdict {
  const seconds = Math.max(1, Math.ceil((from.getTime() - now.getTime()) / 1000))
  const refusal = { code: 'precio_espera', data: { segundos: seconds } } as const
  const kept = { ...tokens, quote: { ...tokens.quote, from } }
  return { ok: false, status: 429, refusal, retryAfter: seconds, kept }
}
