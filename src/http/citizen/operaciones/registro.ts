import type { Request, Router } from 'express'
import { proveRegistroCodigo } from '../../../application/citizen/codigos/prove-registro-codigo.ts'
import {
  findOfferedCodigo,
  type OfferedCodigo,
} from '../../../application/citizen/codigos/registro-codigo.ts'
import { requestRegistroCodigo } from '../../../application/citizen/codigos/request-registro-codigo.ts'
import type { Solicitud } from '../../../application/ports.ts'
import { operacionesOf } from '../../../domain/forms/tramites.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { REGISTRO_FORM, REGISTRO_TITLE, registroOpening } from '../../../domain/pages/registro-page.ts'
import type { TramiteOperacion } from '../../../domain/perfil.ts'
import { registroCodigoUrl, registroUrl, urlOfPaso } from '../../../domain/urls.ts'
import type { Form } from '../../forms/form.ts'
import { mountForm } from '../../forms/form-route.ts'
import { requireLiveForm } from '../../middleware/csrf.ts'
import { AtOtherPaso } from '../../request/errors.ts'
import { requestContext } from '../../request/request-context.ts'
import { sentText } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { expectPasoError, formSolicitud, pageSolicitud, proceed } from '../progress.ts'

/** The code to the register's channel: its button on a page that offers it, and the form that takes the code. */
export function mountRegistro(router: Router, services: Services): void {
  const { deps } = services
  for (const operacion of operacionesOf('juridica')) {
    mountForm(router, services, registroForm(services, operacion))
    router.post(registroCodigoUrl(operacion), requireLiveForm, async (req, res) => {
      const { id } = await offeringSolicitud(services, req, operacion)
      const form = { body: `${registroUrl(operacion)}:${sentText(req.body, '_csrf')}` }
      await requestRegistroCodigo(deps, requestContext(req, res, deps), { solicitudId: id, form })
      res.redirect(303, registroUrl(operacion, id))
    })
  }
}

/** The solicitud whose last page, or the one that stops it, offers the code. */
async function offeringSolicitud(
  services: Services,
  req: Request,
  operacion: TramiteOperacion,
): Promise<Solicitud> {
  const read = req.method === 'POST' ? formSolicitud : pageSolicitud
  const at = (paso: string) => read(services, req, { perfil: 'juridica', operacion, paso })
  return at('alto').catch((error: unknown) => {
    if (error instanceof AtOtherPaso) return at('listo')
    throw error
  })
}

interface State {
  solicitud: Solicitud
  offer: OfferedCodigo
}

function registroForm(services: Services, operacion: TramiteOperacion): Form<State, typeof REGISTRO_FORM> {
  const { deps } = services
  const pageOf = ({ id, estado }: Solicitud) =>
    urlOfPaso({ perfil: 'juridica', operacion, paso: estado === 'lista' ? 'listo' : 'alto' }, id)
  const stateOf = async (req: Request): Promise<State> => {
    const solicitud = await offeringSolicitud(services, req, operacion)
    const offer = await findOfferedCodigo(deps, solicitud)
    if (!offer) throw new AtOtherPaso(pageOf(solicitud))
    return { solicitud, offer }
  }
  return {
    url: registroUrl(operacion),
    heading: { title: REGISTRO_TITLE, back: urlOfPaso({ perfil: 'juridica', operacion, paso: 'listo' }) },
    content: REGISTRO_FORM,
    hiddenFields: ['solicitud'],
    counted: { operation: operacion, step: 'registro' },
    buttons: [
      {
        value: 'codigo',
        text: 'Enviar otro código',
        async run({ context, state, form }) {
          const { id } = state.solicitud
          await requestRegistroCodigo(deps, context, { solicitudId: id, form })
          return registroUrl(operacion, id)
        },
      },
    ],
    async load(req) {
      try {
        return { ok: true, state: await stateOf(req) }
      } catch (error) {
        return { ok: false, error: expectPasoError(error) }
      }
    },
    view: ({ solicitud, offer }) => ({
      opening: registroOpening(offer),
      hiddenFields: { solicitud: solicitud.id },
      back: pageOf(solicitud),
      finish: true,
    }),
    async submit({ req, context, state, values, form }) {
      const { id } = state.solicitud
      const proven = await proveRegistroCodigo(deps, context, {
        solicitudId: id,
        codigo: values.codigo,
        form,
      })
      if (!proven.ok) return proven
      return ok(proven.value.id === id ? pageOf(proven.value) : await proceed(services, req, proven.value))
    },
  }
}
