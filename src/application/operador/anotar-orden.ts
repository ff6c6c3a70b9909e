import type { EventoBitacora } from '../../domain/eventos.ts'
import { anotar } from '../anotar.ts'
import type { Anotacion, Dependencias } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

/** Writes in the audit an order that is about no account: backup, restore, check of the audit itself. */
export const anotarOrden = (
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  operador: Operador,
  evento: EventoBitacora,
  hecho: Partial<Pick<Anotacion, 'resultado' | 'detalle'>>,
): Promise<void> =>
  deps.almacen.transaccion((uow) =>
    anotar(uow, operador, deps.reloj.ahora(), evento, { actor: actorDe(operador), ...hecho }),
  )
