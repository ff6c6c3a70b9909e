import { CAPTCHA_SECTION } from '../../domain/forms/shared-tramites.ts'
import { priceNotice } from '../../domain/pages/price-notice.ts'
import { captchaUrls } from '../../domain/urls.ts'
import type { CaptchaView, PriceView } from '../views/view-models.ts'
import type { Quote } from './price.ts'

/** The price of a page, and the token of its harder letters where waiting can pay it. */
export interface ShownPrice extends Quote {
  hard?: string
}

/** What of a form is seen only where no script runs: there the wait pays. */
export const WAIT_SECTION = { ...CAPTCHA_SECTION, withoutScripts: true } as const

/**
 * The letters of a page. With a price the harder ones, which the page script changes for the usual ones.
 * @param token of the usual letters; '' where the form asks for none.
 */
export function captchaView(token: string, price: ShownPrice | undefined): CaptchaView | undefined {
  const shown = price?.hard || token
  if (!shown) return undefined
  return {
    token: shown,
    frameUrl: captchaUrls(shown).frame,
    ...(shown !== token && token && { easier: { token, frameUrl: captchaUrls(token).frame } }),
  }
}

export function priceView({ token, from }: ShownPrice, button: string, now: Date): PriceView {
  const seconds = from && Math.max(0, Math.ceil((from.getTime() - now.getTime()) / 1000))
  return { token, ...(seconds !== undefined && { notice: priceNotice(button, seconds) }) }
}
