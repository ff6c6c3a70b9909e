import { displayName } from '../../domain/account/cuenta.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Context, Deps, Outcome } from '../ports.ts'
import { type FacilitadorChoice, withChosen } from './conclude.ts'
import { endLazo } from './lazos.ts'
import { razonSocialOf } from './notify.ts'

/**
 * An OTEC lets a facilitator go, or takes back a request that still waits. The account stays as it is. A
 * facilitator that had accepted is told; an invitation that is taken back just stops working, so that nobody
 * can write to a stranger by asking and taking back.
 * @returns a finished request. Refusals: those of the captcha; `opcion_invalida` when it is none of this
 *   OTEC's.
 * @throws {SolicitudLost}
 */
export const withdrawFacilitador = (
  deps: Deps,
  context: Context,
  choice: FacilitadorChoice,
): Promise<Outcome> =>
  withChosen(deps, context, choice, {
    operacion: 'facilitador/solicitar',
    estados: ['pendiente', 'activo'],
    deed: 'facilitador_retirado',
    result: { withdrawn: true },
    async run(uow, otec, lazo, now) {
      await endLazo(uow, lazo, 'retirado', now)
      const cuenta = lazo.estado === 'activo' ? await uow.cuentas.findById(lazo.facilitadorId) : undefined
      if (!cuenta?.email) return
      await enqueueAviso(deps, uow, {
        to: cuenta.email,
        aviso: {
          kind: 'otec_retira',
          name: displayName(cuenta),
          otec: razonSocialOf(otec),
          when: formatMoment(now),
          cambiarEnlace: `${deps.policy.baseUrl}/facilitador/cambiar`,
        },
        now,
      })
    },
  })
