/** How a visit reaches a page state. */
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import type { FormFields } from '../../support/http/script-free-browser.ts'
import type { TestSite } from '../../support/http/site.ts'

export type GoToState = (v: BrowserVisit, site: TestSite) => Promise<unknown>

export const open =
  (url: string): GoToState =>
  (v) =>
    v.goTo(url)

export const submit =
  (url: string, button: string, fields: FormFields = {}): GoToState =>
  async (v) => {
    await v.goTo(url)
    await v.submit(fields, button)
  }
