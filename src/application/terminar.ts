import { enHoras, VISITA_TERMINADA_HORAS } from '../domain/plazos.ts'
import type { Dependencias } from './ports.ts'

type Medios = Pick<Dependencias, 'almacen' | 'reloj'>

/**
 * Ends requests for good; whatever they were about to show is gone.
 * @param visita whose forms, which the browser can still send, do not come back any more with what was typed.
 */
export const terminarVisita = (
  { almacen, reloj }: Medios,
  visita: string,
  solicitudes: readonly string[],
): Promise<void> =>
  almacen.transaccion(async (uow) => {
    for (const id of solicitudes) {
      await uow.codigos.borrar(id)
      await uow.solicitudes.borrar(id)
    }
    const venceEn = enHoras(reloj.ahora(), VISITA_TERMINADA_HORAS)
    await uow.envios.reclamar({ id: visita, huella: visita, desenlace: null, venceEn })
  })

/** Whether a person ended that visit, in the last day. */
export const visitaTerminada = async (
  { almacen }: Pick<Medios, 'almacen'>,
  visita: string,
): Promise<boolean> => (await almacen.transaccion((uow) => uow.envios.porId(visita))) !== undefined
