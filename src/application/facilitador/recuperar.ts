import { displayName } from '../../domain/account/cuenta.ts'
import { sendEnlace } from '../citizen/recuperar-by-mail.ts'
import type { Context, Deps, Outcome } from '../ports.ts'
import { type FacilitadorChoice, withChosen } from './conclude.ts'
import { razonSocialOf } from './notify.ts'

/**
 * An OTEC asks for the recovery of one of its facilitators: a link goes to the facilitator's registered
 * mailbox, which is neither shown nor changed. A frozen account gets the way back to it, a closed one
 * nothing.
 * @returns a finished request, always the same. Refusals: those of the captcha; `opcion_invalida` when it is
 *   not an active facilitator of this OTEC.
 * @throws {SolicitudLost}
 */
export const recuperarFacilitador = (
  deps: Deps,
  context: Context,
  choice: FacilitadorChoice,
): Promise<Outcome> =>
  withChosen(deps, context, choice, {
    operacion: 'facilitador/recuperar',
    estados: ['activo'],
    deed: 'facilitador_recuperado',
    result: { enlaceSent: true },
    async run(uow, otec, { facilitadorId }) {
      const cuenta = await uow.cuentas.findById(facilitadorId)
      if (!cuenta || cuenta.estado === 'cerrada') return
      await sendEnlace(deps, uow, cuenta, (enlace, expires) => ({
        kind: 'otec_recupera',
        name: displayName(cuenta),
        otec: razonSocialOf(otec),
        enlace,
        expires,
      }))
    },
  })
