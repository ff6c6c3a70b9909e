import type { Request, Router } from 'express'
import {
  CELULAR_CODIGO,
  OFFERS_CELULAR,
  readCelularToConfirm,
} from '../../../application/citizen/codigos/celular-to-confirm.ts'
import { confirmCelular } from '../../../application/citizen/codigos/confirm-celular.ts'
import { requestCodigoOfPage } from '../../../application/citizen/codigos/request-codigo-of-page.ts'
import {
  CELULAR_FORM,
  CELULAR_TITLE,
  celularOpening,
  otherCelular,
} from '../../../domain/forms/celular-form.ts'
import { operacionesOf } from '../../../domain/forms/tramites.ts'
import { ok } from '../../../domain/outcome/result.ts'
import type { Perfil, TramiteOperacion } from '../../../domain/perfil.ts'
import { celularCodigoUrl, celularUrl, urlOfPaso } from '../../../domain/urls.ts'
import { AtOtherPaso } from '../../request/errors.ts'
import type { Services } from '../../services.ts'
import { formSolicitud, pageSolicitud } from '../progress.ts'
import { mountCodigoForm } from './codigo-form.ts'
import { pendingView } from './pending.ts'

/** The code that confirms a mobile: the button that asks for it, on a last page, and the form that takes it. */
export function mountCelular(router: Router, services: Services, perfil: Perfil): void {
  for (const operacion of operacionesOf(perfil).filter((one) => OFFERS_CELULAR.includes(one)))
    mountOne(router, services, perfil, operacion)
}

function mountOne(router: Router, services: Services, perfil: Perfil, operacion: TramiteOperacion): void {
  const { deps } = services
  const where = { perfil, operacion, paso: 'listo' }
  mountCodigoForm(router, services, {
    url: (id) => celularUrl(perfil, operacion, id),
    codigoUrl: celularCodigoUrl(perfil, operacion),
    heading: { title: CELULAR_TITLE, back: urlOfPaso(where) },
    content: CELULAR_FORM,
    counted: { operation: operacion, step: 'celular' },
    async find(req: Request) {
      const solicitud = await (req.method === 'POST' ? formSolicitud : pageSolicitud)(services, req, where)
      const found = await readCelularToConfirm(deps, solicitud)
      if (!found) throw new AtOtherPaso(urlOfPaso(where, solicitud.id))
      return { solicitud, celular: found.celular }
    },
    request: (context, asked) => requestCodigoOfPage(deps, context, CELULAR_CODIGO, asked),
    async view({ solicitud, celular }) {
      const pending = await pendingView(deps, solicitud)
      return {
        opening: [celularOpening(celular)],
        ...(pending && { pending }),
        hiddenFields: { solicitud: solicitud.id },
        alternatives: [otherCelular(perfil)],
        back: urlOfPaso(where, solicitud.id),
        finish: true,
      }
    },
    async submit({ context, state, values, form }) {
      const { id } = state.solicitud
      const confirmed = await confirmCelular(deps, context, { solicitudId: id, codigo: values.codigo, form })
      return confirmed.ok ? ok(urlOfPaso(where, confirmed.value.id)) : confirmed
    },
  })
}
