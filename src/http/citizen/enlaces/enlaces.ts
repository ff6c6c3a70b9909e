import { Router } from 'express'
import { openEnlace } from '../../../application/links/open-enlace.ts'
import { CONFIRMATION_EFFECTS } from '../../../domain/account/progress.ts'
import {
  BUTTON_PAGES,
  emailConfirmedPage,
  enlaceExpiredPage,
  NO_FUI_YO_OUTCOMES,
  noFuiYoPage,
  SLOW_RECOVERY_OUTCOMES,
  slowRecoveryPage,
} from '../../../domain/pages/enlace-pages.ts'
import { otecAcceptedPage, otecRefusedPage } from '../../../domain/pages/facilitador-pages.ts'
import { objectedPage } from '../../../domain/pages/orden-pages.ts'
import { enlacePageUrl, pasoUrl, paths } from '../../../domain/urls.ts'
import { mountButton, mountForm } from '../../forms/form-route.ts'
import type { Services } from '../../services.ts'
import { renderFinalPage } from '../../views/render-page.ts'
import { rememberEnlace } from '../session-data.ts'
import { confirmEmailForm } from './confirm-email-form.ts'
import { documentoRoutes } from './documento-form.ts'
import { enlaceForm, refusalForm } from './enlace-forms.ts'
import { aceptarOtecForm, activarForm, recuperarForm } from './identity-form.ts'
import { requireEnlace } from './require-enlace.ts'

/**
 * Mailed enlaces. Opening one redirects to a page without the token in its address, with one button; only the
 * button does something, because mail scanners open links too.
 */
export function enlaceRoutes(services: Services): Router {
  const { deps } = services
  const router = Router()

  documentoRoutes(router, services)
  router.get(paths.enlaceExpired, (req, res) => {
    renderFinalPage(services, req, res, enlaceExpiredPage(), { status: 410 })
  })

  for (const kind of BUTTON_PAGES) {
    router.get(paths.enlacePages[kind], requireEnlace(services, kind))
    if (kind === 'confirmar-correo' || kind === 'confirmar-representante')
      mountForm(router, services, confirmEmailForm(services, kind))
    else if (kind === 'recuperar') mountForm(router, services, recuperarForm(services))
    else if (kind === 'aceptar-otec') mountForm(router, services, aceptarOtecForm(services))
    else if (kind === 'activar') mountForm(router, services, activarForm(services))
    else mountForm(router, services, enlaceForm(services, kind))
  }

  mountButton(router, services, refusalForm(services))
  router.get(paths.otecAccepted, (req, res) => renderFinalPage(services, req, res, otecAcceptedPage()))
  router.get(paths.otecRefused, (req, res) => renderFinalPage(services, req, res, otecRefusedPage()))
  router.get(paths.objected, (req, res) => {
    renderFinalPage(services, req, res, objectedPage(req.session.caso))
  })
  for (const outcome of SLOW_RECOVERY_OUTCOMES) {
    router.get(paths.slowRecovery[outcome], (req, res) => {
      renderFinalPage(services, req, res, slowRecoveryPage(outcome, req.session.caso))
    })
  }
  for (const outcome of NO_FUI_YO_OUTCOMES) {
    router.get(paths.noFuiYo[outcome], (req, res) => {
      renderFinalPage(services, req, res, noFuiYoPage(outcome, req.session.caso))
    })
  }
  for (const effect of CONFIRMATION_EFFECTS) {
    router.get(paths.emailConfirmed[effect], (req, res) => {
      renderFinalPage(services, req, res, emailConfirmedPage(effect))
    })
  }

  router.get(paths.enlace, async (req, res) => {
    const enlace = await openEnlace(deps, req.params.ficha)
    if (!enlace) return res.redirect(303, paths.enlaceExpired)
    rememberEnlace(req, enlace.kind, enlace.id)
    const { kind, id, perfil } = enlace
    res.redirect(303, kind === 'provisoria' ? pasoUrl(perfil, 'cambiar') : enlacePageUrl(kind, id))
  })
  return router
}
