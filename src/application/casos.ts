import { ALFABETO_PROVISORIA } from '../domain/clave.ts'
import { anotar } from './anotar.ts'
import { SolicitudPerdida } from './errores.ts'
import type { Contexto, Dependencias, Solicitud } from './ports.ts'
import { conResultado, resultadoDe } from './solicitudes.ts'

/**
 * Opens a case for the call centre from a request that cannot go on; the same one when it is asked for again.
 * @returns the number to tell by phone.
 * @throws {SolicitudPerdida}
 */
export function abrirCaso(deps: Dependencias, contexto: Contexto, solicitudId: string): Promise<string> {
  return deps.almacen.transaccion(async (uow) => {
    const solicitud: Solicitud | undefined = await uow.solicitudes.porId(solicitudId)
    const ahora = deps.reloj.ahora()
    if (solicitud?.estado !== 'detenida' || solicitud.venceEn <= ahora) throw new SolicitudPerdida()
    const nuevo = {
      numero: deps.azar.texto(ALFABETO_PROVISORIA, 8),
      motivo: solicitud.motivo ?? 'otro',
      perfil: solicitud.perfil,
      cuentaId: solicitud.cuentaId,
      sujeto: solicitud.sujeto,
      creadoEn: ahora,
    }
    const { numero } = await uow.casos.abrir(nuevo)
    await uow.solicitudes.guardar(
      conResultado(deps, solicitud, { ...resultadoDe(deps, solicitud), caso: numero }),
    )
    if (numero === nuevo.numero) {
      await anotar(uow, contexto, ahora, 'caso_abierto', { sujeto: solicitud.sujeto, detalle: { numero } })
    }
    return numero
  })
}
