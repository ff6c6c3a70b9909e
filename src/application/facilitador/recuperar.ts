import { nombreDe } from '../../domain/cuenta.ts'
import type { Contexto, Dependencias, Desenlace } from '../ports.ts'
import { enviarEnlace } from '../recuperar-por-correo.ts'
import { razonSocialDe } from './avisar.ts'
import { conElegido, type Eleccion } from './concluir.ts'

/**
 * An OTEC asks for the recovery of one of its facilitators: a link goes to the facilitator's registered mailbox,
 * which is neither shown nor changed. A frozen account gets the way back to it, a closed one nothing.
 * @returns a finished request, always the same. Refusals: those of the captcha; `opcion_invalida` when it is not an
 *   active facilitator of this OTEC.
 * @throws {SolicitudPerdida}
 */
export const recuperarFacilitador = (
  deps: Dependencias,
  contexto: Contexto,
  eleccion: Eleccion,
): Promise<Desenlace> =>
  conElegido(deps, contexto, eleccion, {
    operacion: 'facilitador/recuperar',
    estados: ['activo'],
    hecho: 'facilitador_recuperado',
    resultado: { enlaceEnviado: true },
    async hacer(uow, otec, { facilitadorId }) {
      const cuenta = await uow.cuentas.porId(facilitadorId)
      if (!cuenta || cuenta.estado === 'cerrada') return
      await enviarEnlace(deps, uow, cuenta, (enlace, vence) => ({
        tipo: 'otec_recupera',
        nombre: nombreDe(cuenta),
        otec: razonSocialDe(otec),
        enlace,
        vence,
      }))
    },
  })
