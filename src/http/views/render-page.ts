import type { Request, Response } from 'express'
import type { FinalPage } from '../../domain/pages/page.ts'
import { ensureFormSeal, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import type { ResultView } from './view-models.ts'

/**
 * Renders a page that ends or interrupts a tramite.
 * @param extras whose page it is, hidden fields of its buttons, the sistema to go back to, and whether to
 *   offer “Terminar”.
 */
export function renderFinalPage(
  services: Services,
  req: Request,
  res: Response,
  page: FinalPage,
  extras: {
    whose?: ResultView['whose']
    hiddenFields?: ResultView['hiddenFields']
    volver?: { sistema: string; url: string } | null
    finish?: boolean
    status?: number
  } = {},
): void {
  const { volver, whose, hiddenFields = {} } = extras
  const primary = !page.actions.some((action) => action.primary)
  const view: ResultView = {
    ...page,
    ...(whose && { whose }),
    actions: [
      ...(volver
        ? [{ text: `Volver a ${volver.sistema}`, url: volver.url, method: 'get' as const, primary }]
        : []),
      ...page.actions,
      ...(extras.finish
        ? [{ text: 'Terminar', url: '/terminar', method: 'post' as const, primary: false }]
        : []),
    ].toSorted((a, b) => Number(b.primary) - Number(a.primary)),
    hiddenFields,
  }
  // A page without buttons that post needs no session.
  if (view.actions.some(({ method }) => method === 'post')) {
    const formSeal = ensureFormSeal(req, services.deps.random)
    const { csrf } = services
    Object.assign(localsOf(res), { csrf: csrf.issue(formSeal), visit: csrf.visit(formSeal) })
  }
  // Compressed, by us or by a proxy, its length could reveal something about the provisoria.
  if (view.provisoria) res.set('Cache-Control', 'no-store, no-transform')
  res.status(extras.status ?? 200).render('result', view)
}
