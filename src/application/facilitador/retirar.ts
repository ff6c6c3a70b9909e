import { nombreDe } from '../../domain/cuenta.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import { bien, rechazar } from '../../domain/resultado.ts'
import { encolarAviso } from '../avisos.ts'
import type { Contexto, Dependencias, Desenlace } from '../ports.ts'
import { lista } from '../solicitudes.ts'
import { unaVez } from '../una-vez.ts'
import { anotarEnAmbas, avisarALaOtec, razonSocialDe } from './avisar.ts'
import { terminarLazo } from './lazos.ts'
import { otecQuePide } from './otec.ts'
import { type Eleccion, lazoPropio } from './recuperar.ts'

/**
 * An OTEC lets a facilitator go, or takes back a request that still waits. The account stays as it is. A
 * facilitator that had accepted is told; an invitation that is taken back just stops working, so that nobody can
 * write to a stranger by asking and taking back.
 * @returns a finished request. Refusals: those of the captcha; `opcion_invalida` when it is none of this OTEC's.
 * @throws {SolicitudPerdida}
 */
export function retirarFacilitador(
  deps: Dependencias,
  contexto: Contexto,
  { solicitudId, facilitador, formulario }: Eleccion,
): Promise<Desenlace> {
  return unaVez(deps, contexto, formulario, (cerrar) =>
    deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
      const { solicitud, otec } = await otecQuePide(deps, uow, solicitudId, 'facilitador/solicitar')
      const lazo = await lazoPropio(uow, otec.id, facilitador, ['pendiente', 'activo'])
      if (!lazo) return rechazar('opcion_invalida', 'facilitador')
      const ahora = deps.reloj.ahora()
      const cuenta = await uow.cuentas.porId(lazo.facilitadorId)
      await terminarLazo(uow, lazo, 'retirado', ahora)
      if (lazo.estado === 'activo' && cuenta?.email) {
        await encolarAviso(deps, uow, {
          para: cuenta.email,
          aviso: {
            tipo: 'otec_retira',
            nombre: nombreDe(cuenta),
            otec: razonSocialDe(otec),
            cuando: mostrarMomento(ahora),
            enlaceCambiar: `${deps.politica.urlBase}/facilitador/cambiar`,
          },
          ahora,
        })
      }
      await avisarALaOtec(deps, uow, {
        otec,
        lazo,
        operacion: 'facilitador/solicitar',
        tipo: 'facilitador_retirado',
      })
      await anotarEnAmbas(deps, uow, contexto, 'facilitador_retirado', lazo)
      await uow.solicitudes.guardar(lista(deps, solicitud, { retirado: true }))
      await cerrar(uow, solicitud.id)
      return bien(solicitud.id)
    }),
  )
}
