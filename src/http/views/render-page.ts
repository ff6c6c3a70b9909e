import type { Request, Response } from 'express'
import { type FinalPage, methodOf } from '../../domain/pages/page.ts'
import { paths } from '../../domain/urls.ts'
import { ensureFormSeal, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import type { ResultView } from './view-models.ts'

interface Extras {
  whose?: ResultView['whose']
  hiddenFields?: ResultView['hiddenFields']
  pending?: ResultView['pending'] | undefined
  volver?: { sistema: string; url: string } | null
  /** The button that goes on to the sistema as who showed the CS, in place of the link back to it. */
  continuar?: boolean
  finish?: boolean
}

/**
 * The model of a page that ends or interrupts a tramite.
 * @param extras whose page it is, what is pending, hidden fields of its buttons, the sistema to go back to, and whether to
 *   offer “Terminar”.
 */
export function makeResultView(page: FinalPage, extras: Extras = {}): ResultView {
  const { whose, finish, pending, hiddenFields = {} } = extras
  const back = wayBack(page, extras)
  const terminar: ResultView['actions'] = finish
    ? [{ text: 'Terminar', url: paths.terminar, method: 'post', primary: false }]
    : []
  const own = page.actions.map((action) => ({ ...action, method: methodOf(action) }))
  return {
    ...page,
    lead: typeof page.lead === 'string' ? [{ text: page.lead }] : page.lead,
    ...(whose && { whose }),
    ...(pending && { pending }),
    actions: [...back, ...own, ...terminar].toSorted((a, b) => Number(b.primary) - Number(a.primary)),
    hiddenFields,
  }
}

/** Back to the sistema, or on to it. */
function wayBack(page: FinalPage, { volver, continuar }: Extras): ResultView['actions'] {
  if (!volver) return []
  const primary = !page.actions.some((action) => action.primary)
  return continuar
    ? [{ text: `Continuar en ${volver.sistema}`, url: paths.ingresar.continuar, method: 'post', primary }]
    : [{ text: `Volver a ${volver.sistema}`, url: volver.url, method: 'get', primary }]
}

/** Renders a page that ends or interrupts a tramite. @param extras as for {@link makeResultView}. */
export function renderFinalPage(
  services: Services,
  req: Request,
  res: Response,
  page: FinalPage,
  extras: Extras & { status?: number } = {},
): void {
  const view = makeResultView(page, extras)
  // A page without buttons that post needs no session.
  if (view.actions.some(({ method }) => method === 'post')) giveTokens(services, req, res)
  // Compressed, by us or by a proxy, its length could reveal something about the provisoria.
  if (view.provisoria) res.set('Cache-Control', 'no-store, no-transform')
  res.status(extras.status ?? 200).render('result', view)
}

/** What a page's buttons that post need. */
export function giveTokens({ deps, csrf }: Services, req: Request, res: Response): void {
  const formSeal = ensureFormSeal(req, deps.random)
  Object.assign(localsOf(res), { csrf: csrf.issue(formSeal), visit: csrf.visit(formSeal) })
}
