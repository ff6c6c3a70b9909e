import type { Request, Router } from 'express'
import {
  OFFERS_CELULAR,
  readCelularToConfirm,
} from '../../../application/citizen/codigos/celular-to-confirm.ts'
import { confirmCelular } from '../../../application/citizen/codigos/confirm-celular.ts'
import { requestCelularCodigo } from '../../../application/citizen/codigos/request-celular-codigo.ts'
import type { Solicitud } from '../../../application/ports.ts'
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
import type { Form } from '../../forms/form.ts'
import { mountForm } from '../../forms/form-route.ts'
import { requireLiveForm } from '../../middleware/csrf.ts'
import { AtOtherPaso } from '../../request/errors.ts'
import { requestContext } from '../../request/request-context.ts'
import { sentText } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { expectPasoError, formSolicitud, pageSolicitud } from '../progress.ts'
import { pendingView } from './pending.ts'

/** The code that confirms a mobile: the button that asks for it, on a last page, and the form that takes it. */
export function mountCelular(router: Router, services: Services, perfil: Perfil): void {
  const { deps } = services
  for (const operacion of operacionesOf(perfil).filter((one) => OFFERS_CELULAR.includes(one))) {
    const url = celularUrl(perfil, operacion)
    mountForm(router, services, celularForm(services, perfil, operacion))
    router.post(celularCodigoUrl(perfil, operacion), requireLiveForm, async (req, res) => {
      const { id } = (await stateOf(services, req, perfil, operacion)).solicitud
      const form = { body: `${url}:${sentText(req.body, '_csrf')}` }
      await requestCelularCodigo(deps, requestContext(req, res, deps), { solicitudId: id, form })
      res.redirect(303, celularUrl(perfil, operacion, id))
    })
  }
}

interface State {
  solicitud: Solicitud
  celular: string
}

/**
 * The finished solicitud and the mobile that it offers to confirm.
 * @throws {AtOtherPaso} its last page, when there is none (any more).
 */
async function stateOf(
  services: Services,
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
): Promise<State> {
  const where = { perfil, operacion, paso: 'listo' }
  const solicitud = await (req.method === 'POST' ? formSolicitud : pageSolicitud)(services, req, where)
  const found = await readCelularToConfirm(services.deps, solicitud)
  if (!found) throw new AtOtherPaso(urlOfPaso(where, solicitud.id))
  return { solicitud, celular: found.celular }
}

function celularForm(
  services: Services,
  perfil: Perfil,
  operacion: TramiteOperacion,
): Form<State, typeof CELULAR_FORM> {
  const { deps } = services
  const lastPage = (id: string) => urlOfPaso({ perfil, operacion, paso: 'listo' }, id)
  return {
    url: celularUrl(perfil, operacion),
    heading: { title: CELULAR_TITLE, back: lastPage('') },
    content: CELULAR_FORM,
    hiddenFields: ['solicitud'],
    counted: { operation: operacion, step: 'celular' },
    buttons: [
      {
        value: 'codigo',
        text: 'Enviar otro código',
        async run({ context, state, form }) {
          const { id } = state.solicitud
          await requestCelularCodigo(deps, context, { solicitudId: id, form })
          return celularUrl(perfil, operacion, id)
        },
      },
    ],
    async load(req) {
      try {
        return { ok: true, state: await stateOf(services, req, perfil, operacion) }
      } catch (error) {
        return { ok: false, error: expectPasoError(error) }
      }
    },
    async view({ solicitud, celular }) {
      const pending = await pendingView(deps, solicitud)
      return {
        opening: [celularOpening(celular)],
        ...(pending && { pending }),
        hiddenFields: { solicitud: solicitud.id },
        alternatives: [otherCelular(perfil)],
        back: lastPage(solicitud.id),
        finish: true,
      }
    },
    async submit({ context, state, values, form }) {
      const { id } = state.solicitud
      const confirmed = await confirmCelular(deps, context, { solicitudId: id, codigo: values.codigo, form })
      return confirmed.ok ? ok(lastPage(confirmed.value.id)) : confirmed
    },
  }
}
