import type { Request, Router } from 'express'
import { openCaso } from '../../application/accounts/casos.ts'
import { completeData } from '../../application/citizen/actualizar/actualizar.ts'
import { findOfferedCodigo } from '../../application/citizen/codigos/registro-codigo.ts'
import { readResult, type VisibleResult } from '../../application/citizen/read-result.ts'
import { SolicitudLost } from '../../application/errors.ts'
import { mayContinue } from '../../application/openid/continue-in-sistema.ts'
import type { Deps, Solicitud } from '../../application/ports.ts'
import { resultOf } from '../../application/request/solicitudes.ts'
import { operacionesOf } from '../../domain/forms/tramites.ts'
import { celularLastPage } from '../../domain/pages/celular-page.ts'
import { actualizadaPage, cambiadaPage } from '../../domain/pages/changed-pages.ts'
import {
  facilitadorRecuperadoPage,
  facilitadorSolicitadoPage,
  facilitadorWithdrawnPage,
} from '../../domain/pages/facilitador-pages.ts'
import {
  claveShownPage,
  enlaceRequestedPage,
  recuperadaPage,
  registradoPage,
} from '../../domain/pages/final-pages.ts'
import { useYourRutPage } from '../../domain/pages/ingresar-pages.ts'
import type { FinalPage } from '../../domain/pages/page.ts'
import {
  REGISTRO_VERIFIED,
  registroVerifiedPage,
  withRegistroOffer,
} from '../../domain/pages/registro-page.ts'
import { stoppedPage } from '../../domain/pages/stopped-pages.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { casoUrl, completarUrl, pasoUrl } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { maskEmail } from '../../domain/values/mask.ts'
import { take, textOf } from '../forms/form-body.ts'
import { requireLiveForm } from '../middleware/csrf.ts'
import { requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { renderFinalPage } from '../views/render-page.ts'
import { mountCancel, pendingView } from './operaciones/pending.ts'
import { pageSolicitud, proceed } from './progress.ts'
import { identificadorFact } from './shown-facts.ts'
import { currentVolver } from './volver.ts'

/** The last page of each operacion of a perfil, and the one that says why it cannot go on. */
export function mountFinalPages(router: Router, services: Services, perfil: Perfil): void {
  const { deps } = services
  const onPage = deps.policy.claveProvisoriaDelivery[perfil] === 'page'

  const requested = (req: Request, operacion: TramiteOperacion, paso: 'listo' | 'alto'): Promise<Solicitud> =>
    pageSolicitud(services, req, { perfil, operacion, paso })

  /** Whose page it is, what is pending, and the solicitud that its buttons continue. */
  const extrasOf = async (solicitud: Solicitud) => ({
    whose: identificadorFact(deps, solicitud),
    pending: await pendingView(deps, solicitud),
    hiddenFields: { solicitud: solicitud.id },
    volver: await currentVolver(services, solicitud.volver),
    // What is missing comes first; the page has its own button for that.
    continuar: mayContinue(solicitud) && !resultOf(deps, solicitud).missing?.length,
    finish: true,
  })

  const stopPage = async (solicitud: Solicitud): Promise<FinalPage> => {
    const { reason, operacion } = solicitud
    if (!reason) throw new Error('a stopped solicitud without its reason')
    const { missing = [], caso, registro } = resultOf(deps, solicitud)
    if (registro) return registroVerifiedPage(operacion)
    const { interaccion } = solicitud.volver ?? {}
    if (reason === 'use_su_rut' && interaccion) return useYourRutPage(interaccion)
    const page = stoppedPage(reason, { perfil, operacion, missing, caso })
    return withRegistroOffer(page, operacion, await findOfferedCodigo(deps, solicitud))
  }

  for (const operacion of operacionesOf(perfil)) {
    router.get(pasoUrl(perfil, operacion, 'listo'), async (req, res) => {
      const solicitud = await requested(req, operacion, 'listo').catch((error) => {
        if (error instanceof SolicitudLost && operacion === 'recuperar' && onPage) return undefined
        throw error
      })
      // After “Terminar” the solicitud is gone: a page without personal data.
      if (!solicitud) return renderFinalPage(services, req, res, claveShownPage(perfil))
      renderFinalPage(services, req, res, await finishedPage(services, solicitud), await extrasOf(solicitud))
    })
    router.get(pasoUrl(perfil, operacion, 'alto'), async (req, res) => {
      const solicitud = await requested(req, operacion, 'alto')
      renderFinalPage(services, req, res, await stopPage(solicitud), await extrasOf(solicitud))
    })
    mountCancel(router, services, perfil, operacion)
    router.post(casoUrl(perfil, operacion), requireLiveForm, async (req, res) => {
      const solicitud = await requested(req, operacion, 'alto')
      // Not every reason offers a caso, and whoever has one is not offered another.
      const isOffered = (await stopPage(solicitud)).actions.some(({ to }) => to === 'caso')
      if (isOffered) await openCaso(deps, requestContext(req, res, deps), solicitud.id)
      res.redirect(303, pasoUrl(perfil, operacion, 'alto', solicitud.id))
    })
  }

  if (!operacionesOf(perfil).includes('actualizar')) return
  router.post(completarUrl(perfil), requireLiveForm, async (req, res) => {
    const change = await requested(req, 'cambiar', 'listo')
    const form = { body: `completar:${textOf(take(req.body, ['_csrf']), '_csrf')}` }
    const result = await completeData(deps, { solicitudId: change.id, form })
    if (!result.ok) throw new SolicitudLost()
    res.redirect(303, await proceed(services, req, result.value))
  })
}

async function finishedPage({ deps }: Services, solicitud: Solicitud): Promise<FinalPage> {
  const result = await readResult(deps, solicitud)
  const { perfil, operacion } = solicitud
  const page = celularLastPage(pageOf(deps, solicitud, result), perfil, operacion, result.celular)
  const verified = result.registro ? { ...page, paragraphs: [REGISTRO_VERIFIED, ...page.paragraphs] } : page
  return withRegistroOffer(verified, operacion, await findOfferedCodigo(deps, solicitud))
}

function pageOf(deps: Deps, solicitud: Solicitud, result: VisibleResult): FinalPage {
  const { perfil, returnOperacion, createdAt } = solicitud
  const { clave, email } = result
  switch (solicitud.operacion) {
    case 'registrar':
      return registradoPage(perfil, maskEmail(email ?? ''), result.organizacion)
    case 'cambiar':
      return cambiadaPage(perfil, {
        missing: result.missing ?? [],
        hasEmail: email !== null,
        cameBack: result.cameBack === true,
        activated: solicitud.proofs.includes('activacion'),
        tookOver: solicitud.proofs.includes('registro'),
        ended: result.ended ?? [],
      })
    case 'actualizar':
      return actualizadaPage({
        perfil,
        ended: result.ended ?? [],
        noLongerVerified: result.noLongerVerified ?? false,
        returnOperacion,
        perfilChange: result.perfilChange ? { change: result.perfilChange, caso: result.caso ?? '' } : null,
      })
    case 'facilitador/solicitar':
      return result.withdrawn ? facilitadorWithdrawnPage() : facilitadorSolicitadoPage()
    case 'facilitador/recuperar':
      return facilitadorRecuperadoPage()
    case 'recuperar':
      if (result.enlaceSent) return enlaceRequestedPage(perfil)
      return recuperadaPage({
        perfil,
        clave,
        expires: formatMoment(new Date(result.provisoriaExpires ?? createdAt)),
        maskedEmail: result.maskedEmail ?? null,
        maskedCelular: result.maskedCelular ?? null,
        delivery: deps.policy.claveProvisoriaDelivery[perfil],
        solicitudId: solicitud.id,
      })
  }
}
