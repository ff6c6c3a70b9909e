import type { Router } from 'express'
import { type ListedFacilitador, listFacilitadores } from '../../../application/facilitador/lazos.ts'
import { validateOtec } from '../../../application/facilitador/otec.ts'
import { recuperarFacilitador } from '../../../application/facilitador/recuperar.ts'
import { solicitarFacilitador } from '../../../application/facilitador/solicitar.ts'
import { withdrawFacilitador } from '../../../application/facilitador/withdraw.ts'
import { OTEC_OPERACIONES } from '../../../domain/perfil.ts'
import { pasoUrl, withdrawUrl } from '../../../domain/urls.ts'
import { take, textOf } from '../../forms/form-body.ts'
import type { Services } from '../../services.ts'
import type { ListView } from '../../views/view-models.ts'
import { identificadorFact } from '../shown-facts.ts'
import { mountPaso } from '../tramite/paso-form.ts'

const WITHDRAWABLE = ['pendiente', 'activo'] as const

/**
 * What an OTEC does about its foreign facilitadores: proves itself, then requests, recovers or withdraws one.
 */
export function mountFacilitador(router: Router, services: Services): void {
  const { deps } = services

  for (const operacion of OTEC_OPERACIONES) {
    mountPaso(router, services, 'juridica', {
      operacion,
      paso: '',
      submit: ({ context, data, form, req }) =>
        validateOtec(deps, context, {
          form,
          operacion,
          rutOtec: data.rutOtec,
          claveOtec: data.claveOtec,
          volver: req.session.volver ?? null,
        }),
    })
  }

  mountPaso(router, services, 'juridica', {
    operacion: 'facilitador/solicitar',
    paso: 'nuevo',
    prepare: async (solicitud) => ({
      shownFacts: [identificadorFact(deps, solicitud)],
      list: facilitadorList(await listFacilitadores(deps, solicitud.cuentaId), solicitud.id),
    }),
    submit: ({ context, data, form, solicitudId }) =>
      solicitarFacilitador(deps, context, { solicitudId, data, form }),
  })

  mountPaso(router, services, 'juridica', {
    operacion: 'facilitador/solicitar',
    paso: 'retirar',
    prepare: async (solicitud, req) => ({
      shownFacts: [identificadorFact(deps, solicitud)],
      options: facilitadorOptions(await listFacilitadores(deps, solicitud.cuentaId), WITHDRAWABLE),
      initialValues: { facilitador: textOf(take(req.query, ['facilitador']), 'facilitador') },
      back: pasoUrl('juridica', 'facilitador/solicitar', 'nuevo', solicitud.id),
    }),
    submit: ({ context, data, form, solicitudId }) =>
      withdrawFacilitador(deps, context, { solicitudId, facilitador: data.facilitador, form }),
  })

  mountPaso(router, services, 'juridica', {
    operacion: 'facilitador/recuperar',
    paso: 'elegir',
    prepare: async (solicitud) => {
      const seen = await listFacilitadores(deps, solicitud.cuentaId)
      return {
        shownFacts: [identificadorFact(deps, solicitud)],
        list: facilitadorList(seen),
        options: facilitadorOptions(seen, ['activo']),
      }
    },
    submit: ({ context, data, form, solicitudId }) =>
      recuperarFacilitador(deps, context, { solicitudId, facilitador: data.facilitador, form }),
  })
}

const facilitadorOptions = (
  seen: readonly ListedFacilitador[],
  estados: readonly ListedFacilitador['estado'][],
) => ({
  facilitador: seen
    .filter(({ estado }) => estados.includes(estado))
    .map(({ id, name, documento }) => ({ value: id, text: `${name} (${documento})` })),
})

/** @param withdrawAt id of the solicitud in which they can be withdrawn; without it, no such links. */
const facilitadorList = (seen: readonly ListedFacilitador[], withdrawAt?: string): ListView => ({
  title: 'Facilitadores de la OTEC',
  empty: 'La OTEC todavía no tiene facilitadores.',
  items: seen.map(({ id, name, documento, email, estado, estadoText }) => ({
    title: name,
    details: [`Documento: ${documento}`, `Email: ${email}`, `Estado: ${estadoText}`],
    ...(withdrawAt &&
      WITHDRAWABLE.some((one) => one === estado) && {
        action: {
          text: `Retirar a ${name} (${documento})`,
          url: withdrawUrl(withdrawAt, id),
        },
      }),
  })),
})
