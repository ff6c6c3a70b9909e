import type { Request, Router } from 'express'
import { proveRegistroCodigo } from '../../../application/citizen/codigos/prove-registro-codigo.ts'
import { findOfferedCodigo, REGISTRO_CODIGO } from '../../../application/citizen/codigos/registro-codigo.ts'
import { requestCodigoOfPage } from '../../../application/citizen/codigos/request-codigo-of-page.ts'
import type { Solicitud } from '../../../application/ports.ts'
import { operacionesOf } from '../../../domain/forms/tramites.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { REGISTRO_FORM, REGISTRO_TITLE, registroOpening } from '../../../domain/pages/registro-page.ts'
import type { TramiteOperacion } from '../../../domain/perfil.ts'
import { registroCodigoUrl, registroUrl, urlOfPaso } from '../../../domain/urls.ts'
import { AtOtherPaso } from '../../request/errors.ts'
import type { Services } from '../../services.ts'
import { formSolicitud, pageSolicitud, proceed } from '../progress.ts'
import { mountCodigoForm } from './codigo-form.ts'

/** The code to the register's channel: its button on a page that offers it, and the form that takes the code. */
export function mountRegistro(router: Router, services: Services): void {
  for (const operacion of operacionesOf('juridica')) mountOne(router, services, operacion)
}

function mountOne(router: Router, services: Services, operacion: TramiteOperacion): void {
  const { deps } = services
  const pageOf = ({ id, estado }: Solicitud) =>
    urlOfPaso({ perfil: 'juridica', operacion, paso: estado === 'lista' ? 'listo' : 'alto' }, id)
  mountCodigoForm(router, services, {
    url: (id) => registroUrl(operacion, id),
    codigoUrl: registroCodigoUrl(operacion),
    heading: { title: REGISTRO_TITLE, back: urlOfPaso({ perfil: 'juridica', operacion, paso: 'listo' }) },
    content: REGISTRO_FORM,
    counted: { operation: operacion, step: 'registro' },
    async find(req: Request) {
      const solicitud = await offeringSolicitud(services, req, operacion)
      const offer = await findOfferedCodigo(deps, solicitud)
      if (!offer) throw new AtOtherPaso(pageOf(solicitud))
      return { solicitud, offer }
    },
    request: (context, asked) => requestCodigoOfPage(deps, context, REGISTRO_CODIGO, asked),
    view: ({ solicitud, offer }) => ({
      opening: registroOpening(offer),
      hiddenFields: { solicitud: solicitud.id },
      back: pageOf(solicitud),
      finish: true,
    }),
    async submit({ req, context, state, values, form }) {
      const { id } = state.solicitud
      const paso = { solicitudId: id, codigo: values.codigo, form }
      const proven = await proveRegistroCodigo(deps, context, paso)
      if (!proven.ok) return proven
      return ok(proven.value.id === id ? pageOf(proven.value) : await proceed(services, req, proven.value))
    },
  })
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
