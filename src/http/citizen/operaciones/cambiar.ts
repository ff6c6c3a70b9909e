import type { Request, Router } from 'express'
import {
  asksForPregunta,
  cambiarClave,
  validateForCambiar,
} from '../../../application/citizen/cambiar/cambiar.ts'
import { identificadorOf } from '../../../application/request/solicitudes.ts'
import { cameWithoutClave } from '../../../domain/account/coming-back.ts'
import { PREGUNTA_OF_RETURN } from '../../../domain/forms/shared-tramites.ts'
import type { PerfilWith } from '../../../domain/forms/tramites.ts'
import { paths } from '../../../domain/urls.ts'
import { formatIdentificador, IDENTIFICADOR_FIELD } from '../../../domain/values/identificador.ts'
import type { FormPage } from '../../forms/form.ts'
import type { Services } from '../../services.ts'
import { expectPasoError, solicitudAtPaso } from '../progress.ts'
import { openedEnlaces, requestedSolicitudes } from '../session-data.ts'
import { identificadorFact } from '../shown-facts.ts'
import { mountPaso } from '../tramite/paso-form.ts'

/** Cambiar: the current clave or provisoria, then the new one. */
export function mountCambiar(router: Router, services: Services, perfil: PerfilWith<'cambiar'>): void {
  const { deps } = services

  mountPaso(router, services, perfil, {
    operacion: 'cambiar',
    paso: '',
    prepare: (_noSolicitud, req) => withRecoveredIdentificador(services, req, perfil),
    submit: ({ context, data, form, req }) =>
      validateForCambiar(deps, context, {
        data,
        form,
        openedEnlaces: openedEnlaces(req, 'provisoria'),
        volver: req.session.volver ?? null,
      }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'cambiar',
    paso: 'nueva',
    find: (solicitud) => asksForPregunta(deps, solicitud),
    overrides: (asks) =>
      asks ? { requiredFields: PREGUNTA_OF_RETURN } : { omittedFields: PREGUNTA_OF_RETURN },
    prepare: (solicitud) => ({
      shownFacts: [identificadorFact(deps, solicitud)],
      // Came by an enlace: the first paso, which asks for a clave, is of no use.
      ...(cameWithoutClave(solicitud.proofs) && { back: paths.home }),
    }),
    submit: ({ context, data, form, solicitudId }) =>
      cambiarClave(deps, context, {
        solicitudId,
        form,
        claveNueva: data.claveNueva,
        ...('preguntaNueva' in data && { pregunta: data.preguntaNueva, respuesta: data.respuestaNueva }),
      }),
  })
}

/**
 * Fills in the identificador of a recuperar that ended in this session (WCAG 2.2, 3.3.7), until that
 * solicitud expires, within minutes, or Terminar.
 */
async function withRecoveredIdentificador(
  services: Services,
  req: Request,
  perfil: PerfilWith<'cambiar'>,
): Promise<FormPage> {
  const solicitudes = await Promise.all(
    requestedSolicitudes(req, perfil, 'recuperar').map((id) =>
      solicitudAtPaso(services, id, 'listo').catch(expectPasoError),
    ),
  )
  const recovered = new Set(
    solicitudes.flatMap((one) => (one instanceof Error ? [] : [identificadorOf(services.deps, one)])),
  )
  const [identificador, other] = recovered
  // If this session recovered two and the address names neither, show neither.
  if (identificador === undefined || other !== undefined) return {}
  return { initialValues: { [IDENTIFICADOR_FIELD[perfil]]: formatIdentificador(perfil, identificador) } }
}
