import { displayName } from '../../domain/account/cuenta.ts'
import type { Result } from '../../domain/outcome/result.ts'
import { sendEnlace } from '../citizen/recuperar-by-mail.ts'
import type { Context, Deps, Solicitud } from '../ports.ts'
import { type FacilitadorChoice, withChosen } from './conclude.ts'
import { razonSocialOf } from './notify.ts'

/**
 * An OTEC recovers one of its facilitadores: mails a link to the facilitador's registered mailbox, which is
 * neither shown nor changed. A frozen cuenta gets the link that reactivates it, a closed one nothing.
 * @returns the finished solicitud, the same in every case. Refusals: those of the captcha; `opcion_invalida`
 *   when it is not an active facilitador of this OTEC.
 * @throws {SolicitudLost}
 */
export const recuperarFacilitador = (
  deps: Deps,
  context: Context,
  choice: FacilitadorChoice,
): Promise<Result<Solicitud>> =>
  withChosen(deps, context, choice, {
    operacion: 'facilitador/recuperar',
    estados: ['activo'],
    deed: 'facilitador_recuperado',
    result: { enlaceSent: true },
    async run(uow, otec, { facilitadorId }) {
      const cuenta = await uow.cuentas.findById(facilitadorId)
      if (!cuenta) return
      await sendEnlace(deps, uow, cuenta, (enlace, expires) => ({
        kind: 'otec_recupera',
        name: displayName(cuenta),
        otec: razonSocialOf(otec),
        enlace,
        expires,
      }))
    },
  })
