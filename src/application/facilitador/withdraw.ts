import { displayName } from '../../domain/account/cuenta.ts'
import type { Result } from '../../domain/outcome/result.ts'
import { pasoUrl } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Context, Deps, Solicitud } from '../ports.ts'
import { type FacilitadorChoice, withChosen } from './conclude.ts'
import { endLazo } from './lazos.ts'
import { razonSocialOf } from './notify.ts'

/**
 * An OTEC withdraws an active facilitador or a pending pedido. The cuenta stays as it is. Only a facilitador
 * that had accepted is told: a withdrawn invitation just stops working, so that nobody can spam a stranger
 * this way.
 * @returns the finished solicitud. Refusals: those of the captcha; `opcion_invalida` when it is not one of this
 *   OTEC's.
 * @throws {SolicitudLost}
 */
export const withdrawFacilitador = (
  deps: Deps,
  context: Context,
  choice: FacilitadorChoice,
): Promise<Result<Solicitud>> =>
  withChosen(deps, context, choice, {
    operacion: 'facilitador/solicitar',
    estados: ['pendiente', 'activo'],
    deed: 'facilitador_retirado',
    result: { withdrawn: true },
    async run(uow, { otec, lazo, now }) {
      await endLazo(uow, lazo, 'retirado', now)
      const cuenta = lazo.estado === 'activo' ? await uow.cuentas.findById(lazo.facilitadorId) : undefined
      if (!cuenta?.email) return
      await enqueueAviso(deps, uow, {
        to: cuenta.email,
        cuentaId: cuenta.id,
        aviso: {
          kind: 'otec_retira',
          name: displayName(cuenta),
          otec: razonSocialOf(otec),
          when: formatMoment(now),
          cambiarEnlace: deps.policy.baseUrl + pasoUrl('facilitador', 'cambiar'),
        },
        now,
      })
    },
  })
