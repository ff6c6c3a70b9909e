import { ALFABETO_PROVISORIA } from '../domain/clave.ts'
import { anotar } from './anotar.ts'
import { SolicitudPerdida } from './errores.ts'
import type { Contexto, Dependencias, Solicitud, UnidadDeTrabajo } from './ports.ts'
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
    const numero = await casoDe(deps, uow, contexto, solicitud, solicitud.motivo ?? 'otro')
    await uow.solicitudes.guardar(
      conResultado(deps, solicitud, { ...resultadoDe(deps, solicitud), caso: numero }),
    )
    return numero
  })
}

/** The number of the open case of a request's subject for a reason; a new one where there is none. */
export async function casoDe(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  { perfil, cuentaId, sujeto }: Solicitud,
  motivo: string,
): Promise<string> {
  const creadoEn = deps.reloj.ahora()
  const nuevo = {
    numero: deps.azar.texto(ALFABETO_PROVISORIA, 8),
    motivo,
    perfil,
    cuentaId,
    sujeto,
    creadoEn,
  }
  const { numero } = await uow.casos.abrir(nuevo)
  if (numero === nuevo.numero) {
    await anotar(uow, contexto, creadoEn, 'caso_abierto', { sujeto, detalle: { numero } })
  }
  return numero
}
