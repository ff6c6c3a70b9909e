import { nombreDe } from '../../domain/cuenta.ts'
import type { Lazo } from '../../domain/lazo.ts'
import { bien, rechazar } from '../../domain/resultado.ts'
import type { Contexto, Dependencias, Desenlace, UnidadDeTrabajo } from '../ports.ts'
import { enviarEnlace } from '../recuperar-por-correo.ts'
import { lista } from '../solicitudes.ts'
import { type EnvioFormulario, unaVez } from '../una-vez.ts'
import { anotarEnAmbas, avisarALaOtec, razonSocialDe } from './avisar.ts'
import { otecQuePide } from './otec.ts'

export interface Eleccion {
  solicitudId: string
  /** Id of the tie, as the list has it. */
  facilitador: string
  formulario: EnvioFormulario
}

/** A tie of this OTEC and no other: one that was tampered with finds nothing. */
export async function lazoPropio(
  uow: UnidadDeTrabajo,
  otecId: string,
  id: string,
  estados: readonly Lazo['estado'][],
): Promise<Lazo | undefined> {
  const lazo = await uow.lazos.bloquear(id)
  return lazo?.otecId === otecId && estados.includes(lazo.estado) ? lazo : undefined
}

/**
 * An OTEC asks for the recovery of one of its facilitators: a link goes to the facilitator's registered mailbox,
 * which is neither shown nor changed. A frozen account gets the way back to it, a closed one nothing.
 * @returns a finished request, always the same. Refusals: those of the captcha; `opcion_invalida` when it is not an
 *   active facilitator of this OTEC.
 * @throws {SolicitudPerdida}
 */
export function recuperarFacilitador(
  deps: Dependencias,
  contexto: Contexto,
  { solicitudId, facilitador, formulario }: Eleccion,
): Promise<Desenlace> {
  return unaVez(deps, contexto, formulario, (cerrar) =>
    deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
      const { solicitud, otec } = await otecQuePide(deps, uow, solicitudId, 'facilitador/recuperar')
      const lazo = await lazoPropio(uow, otec.id, facilitador, ['activo'])
      if (!lazo) return rechazar('opcion_invalida', 'facilitador')
      const cuenta = await uow.cuentas.porId(lazo.facilitadorId)
      if (cuenta && cuenta.estado !== 'cerrada') {
        await enviarEnlace(deps, uow, cuenta, (enlace, vence) => ({
          tipo: 'otec_recupera',
          nombre: nombreDe(cuenta),
          otec: razonSocialDe(otec),
          enlace,
          vence,
        }))
      }
      await avisarALaOtec(deps, uow, {
        otec,
        lazo,
        operacion: 'facilitador/recuperar',
        tipo: 'facilitador_recuperado',
      })
      await anotarEnAmbas(deps, uow, contexto, 'facilitador_recuperado', lazo)
      await uow.solicitudes.guardar(lista(deps, solicitud, { enlaceEnviado: true }))
      await cerrar(uow, solicitud.id)
      return bien(solicitud.id)
    }),
  )
}
