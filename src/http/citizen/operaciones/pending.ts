import type { Router } from 'express'
import { cancelPending, readBounced, readPending } from '../../../application/citizen/pending.ts'
import { SolicitudLost } from '../../../application/errors.ts'
import type { Deps, Solicitud } from '../../../application/ports.ts'
import { resultOf } from '../../../application/request/solicitudes.ts'
import { allowedPasos } from '../../../domain/account/progress.ts'
import { bouncedItem } from '../../../domain/pages/bounced-section.ts'
import { CANCELLED, pendingItem, WAS_GONE } from '../../../domain/pages/pending-section.ts'
import type { Perfil, TramiteOperacion } from '../../../domain/perfil.ts'
import { cancelUrl, urlOfPaso } from '../../../domain/urls.ts'
import { take, textOf } from '../../forms/form-body.ts'
import { requireLiveForm } from '../../middleware/csrf.ts'
import { requestContext } from '../../request/request-context.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { PendingView } from '../../views/view-models.ts'
import { sessionSolicitud } from '../session-data.ts'

/**
 * What is pending of the cuenta, with a button each, and which of its mailboxes mail does not reach, for every page of a
 * solicitud (product.md “Proofs”, 3; “Notices”).
 */
export async function pendingView(deps: Deps, solicitud: Solicitud): Promise<PendingView | undefined> {
  const pending = await readPending(deps, solicitud)
  const { cancelled = [], wasGone } = resultOf(deps, solicitud)
  const told = [...cancelled.map((kind) => CANCELLED[kind]), ...(wasGone ? [WAS_GONE] : [])]
  const bounced = await readBounced(deps, solicitud)
  if (pending.length + told.length + bounced.length === 0) return undefined
  return {
    action: cancelUrl(solicitud.perfil, solicitud.operacion),
    bounced: bounced.map((one) => bouncedItem(solicitud.perfil, one)),
    cancelled: told,
    items: pending.map((change) => ({
      ...pendingItem(change),
      hiddenFields: { solicitud: solicitud.id, cambio: change.id },
    })),
  }
}

/** The button that cancels one, on whichever page of that operacion. */
export function mountCancel(
  router: Router,
  { deps }: Services,
  perfil: Perfil,
  operacion: TramiteOperacion,
): void {
  router.post(cancelUrl(perfil, operacion), requireLiveForm, async (req, res) => {
    const solicitudId = sessionSolicitud(req, perfil, operacion, requestParam(req, 'solicitud'))
    if (!solicitudId) throw new SolicitudLost()
    const changeId = textOf(take(req.body, ['cambio']), 'cambio')
    const solicitud = await cancelPending(deps, requestContext(req, res, deps), { solicitudId, changeId })
    const [paso = ''] = allowedPasos(solicitud)
    res.redirect(303, urlOfPaso({ perfil, operacion, paso }, solicitudId))
  })
}
