import { nombreDe } from '../../domain/cuenta.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import { encolarAviso } from '../avisos.ts'
import type { Contexto, Dependencias, Desenlace } from '../ports.ts'
import { razonSocialDe } from './avisar.ts'
import { conElegido, type Eleccion } from './concluir.ts'
import { terminarLazo } from './lazos.ts'

/**
 * An OTEC lets a facilitator go, or takes back a request that still waits. The account stays as it is. A
 * facilitator that had accepted is told; an invitation that is taken back just stops working, so that nobody can
 * write to a stranger by asking and taking back.
 * @returns a finished request. Refusals: those of the captcha; `opcion_invalida` when it is none of this OTEC's.
 * @throws {SolicitudPerdida}
 */
export const retirarFacilitador = (
  deps: Dependencias,
  contexto: Contexto,
  eleccion: Eleccion,
): Promise<Desenlace> =>
  conElegido(deps, contexto, eleccion, {
    operacion: 'facilitador/solicitar',
    estados: ['pendiente', 'activo'],
    hecho: 'facilitador_retirado',
    resultado: { retirado: true },
    async hacer(uow, otec, lazo, ahora) {
      await terminarLazo(uow, lazo, 'retirado', ahora)
      const cuenta = lazo.estado === 'activo' ? await uow.cuentas.porId(lazo.facilitadorId) : undefined
      if (!cuenta?.email) return
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
    },
  })
