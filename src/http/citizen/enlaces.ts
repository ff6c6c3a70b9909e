import { type Request, type Response, Router } from 'express'
import { noFuiYo } from '../../application/citizen/no-fui-yo.ts'
import { acceptOtec, refuseOtec } from '../../application/facilitador/answer-invitation.ts'
import {
  type ButtonPress,
  confirmEmail,
  openEnlace,
  recuperarWithEnlace,
} from '../../application/links/open-enlace.ts'
import type { EnlaceKind } from '../../application/ports.ts'
import { CONFIRMATION_EFFECTS } from '../../domain/account/progress.ts'
import {
  congeladaPage,
  emailConfirmedPage,
  enlaceExpiredPage,
  enlacePage,
  enlaceWithoutCookiesPage,
} from '../../domain/pages/enlace-pages.ts'
import { otecAcceptedPage, otecRefusedPage } from '../../domain/pages/facilitador-pages.ts'
import { enlacePageUrl, paths } from '../../domain/urls.ts'
import { take, textOf } from '../forms/form-body.ts'
import { requireLiveForm } from '../middleware/csrf.ts'
import { hasSessionCookie, requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { renderFinalPage } from '../views/render-page.ts'
import { proceed } from './progress.ts'
import { rememberEnlace, requestedEnlace } from './session-data.ts'

const ENLACE_KINDS = [
  'confirmar-correo',
  'recuperar',
  'no-fui-yo',
  'volver',
  'aceptar-otec',
] as const satisfies EnlaceKind[]

/**
 * Mailed enlaces. Opening one redirects to a page without the token in its address, with one button; only the
 * button does something, because mail scanners open links too.
 */
export function enlaceRoutes(services: Services): Router {
  const { deps } = services
  const router = Router()

  router.get(paths.enlaceExpired, (req, res) => {
    renderFinalPage(services, req, res, enlaceExpiredPage(), { status: 410 })
  })

  for (const kind of ENLACE_KINDS) {
    router.get(paths.enlacePages[kind], (req, res) => {
      const enlace = requestedEnlace(req, kind)
      if (enlace) return renderFinalPage(services, req, res, enlacePage(kind), { hiddenFields: { enlace } })
      // Only a valid enlace redirects here, so the browser refused the session cookie.
      if (!hasSessionCookie(req))
        return renderFinalPage(services, req, res, enlaceWithoutCookiesPage(), { status: 403 })
      renderFinalPage(services, req, res, enlaceExpiredPage(), { status: 410 })
    })
    router.post(paths.enlacePages[kind], requireLiveForm, async (req, res) => {
      const token = textOf(take(req.body, ['_csrf']), '_csrf')
      const press = { id: requestedEnlace(req, kind) ?? '', page: `${kind}:${token}` }
      const context = requestContext(req, res, deps)
      if (kind === 'recuperar' || kind === 'volver') {
        const volver = req.session.volver ?? null
        return proceed(services, req, res, await recuperarWithEnlace(deps, context, press, kind, volver))
      }
      if (kind === 'aceptar-otec') return acceptAndContinue(services, req, res, press)
      const run = kind === 'no-fui-yo' ? noFuiYo : confirmEmail
      const done = await run(deps, context, press)
      services.wake()
      if (!done) return res.redirect(303, paths.enlaceExpired)
      res.redirect(303, done === true ? paths.congelada : paths.emailConfirmed[done])
    })
  }

  router.post(paths.refuseOtec, requireLiveForm, async (req, res) => {
    const token = textOf(take(req.body, ['_csrf']), '_csrf')
    const press = { id: requestedEnlace(req, 'aceptar-otec') ?? '', page: `rechazar-otec:${token}` }
    const done = await refuseOtec(deps, requestContext(req, res, deps), press)
    res.redirect(303, done ? paths.otecRefused : paths.enlaceExpired)
  })
  router.get(paths.otecAccepted, (req, res) => renderFinalPage(services, req, res, otecAcceptedPage()))
  router.get(paths.otecRefused, (req, res) => renderFinalPage(services, req, res, otecRefusedPage()))
  router.get(paths.congelada, (req, res) => renderFinalPage(services, req, res, congeladaPage()))
  for (const effect of CONFIRMATION_EFFECTS) {
    router.get(paths.emailConfirmed[effect], (req, res) => {
      renderFinalPage(services, req, res, emailConfirmedPage(effect))
    })
  }

  router.get(paths.enlace, async (req, res) => {
    const enlace = await openEnlace(deps, req.params.ficha)
    if (!enlace) return res.redirect(303, paths.enlaceExpired)
    rememberEnlace(req, enlace.kind, enlace.id)
    res.redirect(303, enlacePageUrl(enlace.kind, enlace.id))
  })
  return router
}

/** A facilitador accepts the OTEC: done, or on to choosing a clave. */
async function acceptAndContinue(services: Services, req: Request, res: Response, press: ButtonPress) {
  const { deps, wake } = services
  const volver = req.session.volver ?? null
  const accepted = await acceptOtec(deps, requestContext(req, res, deps), press, volver)
  wake()
  if (accepted.done) return res.redirect(303, paths.otecAccepted)
  return proceed(services, req, res, accepted.solicitudId)
}
