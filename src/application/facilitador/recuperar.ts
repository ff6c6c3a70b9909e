import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import type { Result } from '../../domain/outcome/result.ts'
import { sendEnlace } from '../links/send-enlace.ts'
import type { Context, Deps, Peticion, PeticionEnd, Solicitud, UnitOfWork } from '../ports.ts'
import { leaveToWorker } from '../request/peticiones.ts'
import { type FacilitadorChoice, withChosen } from './conclude.ts'
import { razonSocialOf } from './notify.ts'

/**
 * An OTEC recovers one of its facilitadores: leaves to the worker to mail a link, so that neither the answer nor its
 * time tells the estado of the facilitador's cuenta (product.md “Alike before proof”).
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
    async run(uow, { solicitud, lazo }) {
      const cuenta = await uow.cuentas.findById(lazo.facilitadorId)
      if (cuenta) await leaveToWorker(deps, uow, context, 'otec_recupera', solicitud, cuenta)
    },
  })

/**
 * Mails the link to the facilitador's registered mailbox, which is neither shown nor changed. A frozen cuenta gets
 * the link that reactivates it, a closed one nothing.
 */
export async function sendEnlaceOfOtec(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { solicitudId }: Peticion,
): Promise<PeticionEnd> {
  const solicitud = await uow.solicitudes.findById(solicitudId)
  const otec = await uow.cuentas.findById(solicitud?.cuentaId ?? '')
  return sendEnlace(deps, uow, cuenta, (told) => ({
    kind: 'otec_recupera',
    name: displayName(cuenta),
    otec: razonSocialOf(otec ?? { razonSocial: null }),
    ...told,
  }))
}
