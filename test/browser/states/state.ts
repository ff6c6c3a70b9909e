/** How a visit comes to a page in one of its states. */

import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import type { FormFields } from '../../support/http/script-free-browser.ts'
import type { TestSite } from '../../support/http/site.ts'

export type GoToState = (v: BrowserVisit, site: TestSite) => Promise<unknown>

export const open =
  (direccion: string): GoToState =>
  (v) =>
    v.goTo(direccion)

export const submit =
  (direccion: string, button: string, fields: FormFields = {}): GoToState =>
  async (v) => {
    await v.goTo(direccion)
    await v.submit(fields, button)
  }
