import type { Lazo } from '../../domain/lazo.ts'
import type { OperacionDeOtec } from '../../domain/perfil.ts'
import { bien, rechazar } from '../../domain/resultado.ts'
import type { Contexto, Dependencias, Desenlace, Solicitud, UnidadDeTrabajo } from '../ports.ts'
import { lista, type ResultadoSolicitud } from '../solicitudes.ts'
import { type Cerrar, type EnvioFormulario, unaVez } from '../una-vez.ts'
import { anotarEnAmbas, avisarALaOtec, type HechoPorOtec } from './avisar.ts'
import { type Otec, otecQuePide } from './otec.ts'

/**
 * Ends what an OTEC did about a facilitator: the OTEC is told, both audits have it, its request is done.
 * @param acto `ahora`: the moment that the tie has, as of which “No fui yo” undoes it.
 */
export async function concluir(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  acto: {
    solicitud: Solicitud
    otec: Otec
    lazo: Lazo
    operacion: OperacionDeOtec
    hecho: HechoPorOtec
    resultado: ResultadoSolicitud
    ahora: Date
    cerrar: Cerrar
  },
): Promise<Desenlace> {
  const { solicitud, lazo, hecho, resultado } = acto
  await avisarALaOtec(deps, uow, acto)
  await anotarEnAmbas(deps, uow, contexto, hecho, lazo)
  await uow.solicitudes.guardar(lista(deps, solicitud, resultado))
  await acto.cerrar(uow, solicitud.id)
  return bien(solicitud.id)
}

export interface Eleccion {
  solicitudId: string
  /** Id of the tie, as the list has it. */
  facilitador: string
  formulario: EnvioFormulario
}

/**
 * Does something, once, about a facilitator that an OTEC chose from its list. A tie of another OTEC, or in a state that does
 * not allow it, finds nothing: the form was tampered with, or the list has changed.
 * @param acto what to do in the transaction, before it is told and noted.
 * @returns a finished request. Refusals: those of the captcha; `opcion_invalida`.
 * @throws {SolicitudPerdida}
 */
export function conElegido(
  deps: Dependencias,
  contexto: Contexto,
  { solicitudId, facilitador, formulario }: Eleccion,
  acto: {
    operacion: OperacionDeOtec
    estados: readonly Lazo['estado'][]
    hecho: HechoPorOtec
    resultado: ResultadoSolicitud
    hacer: (uow: UnidadDeTrabajo, otec: Otec, lazo: Lazo, ahora: Date) => Promise<void>
  },
): Promise<Desenlace> {
  return unaVez(deps, contexto, formulario, (cerrar) =>
    deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
      const { solicitud, otec } = await otecQuePide(deps, uow, solicitudId, acto.operacion)
      const lazo = await uow.lazos.bloquear(facilitador)
      if (lazo?.otecId !== otec.id || !acto.estados.includes(lazo.estado)) {
        return rechazar('opcion_invalida', 'facilitador')
      }
      const ahora = deps.reloj.ahora()
      await acto.hacer(uow, otec, lazo, ahora)
      return concluir(deps, uow, contexto, { ...acto, solicitud, otec, lazo, ahora, cerrar })
    }),
  )
}
