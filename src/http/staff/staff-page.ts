import type { Request } from 'express'
import { ensureFormSeal, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { type Declared, requireAccess, type StaffRouter } from './access.ts'
import { type ConsoleContext, consoleContext } from './context.ts'

/** A page of the console that only shows something: who may see it, and what the audit records of it. */
export interface StaffPage extends Declared {
  /**
   * @returns its view, below views/console, and what the view takes; or the address to go to instead.
   * @throws {HttpError} 404 when there is nothing to show.
   */
  show(req: Request, context: ConsoleContext): Promise<Shown> | Shown
}

/** `status`: 200 unless given. */
type Shown = { view: string; model: object; status?: number } | { url: string }

/** Mounts the GET of a page of the console. Its buttons get the token that they need. */
export function staffPage(to: StaffRouter, services: Services, page: StaffPage): void {
  to.declare(page, 'get')
  to.router.get(page.url, requireAccess(page), async (req, res) => {
    const shown = await page.show(req, consoleContext(req, services))
    if ('url' in shown) return res.redirect(303, shown.url)
    const formSeal = ensureFormSeal(req, services.deps.random)
    const { csrf } = services
    Object.assign(localsOf(res), { csrf: csrf.issue(formSeal), visit: csrf.visit(formSeal) })
    res.status(shown.status ?? 200).render(`console/${shown.view}`, shown.model)
  })
}
