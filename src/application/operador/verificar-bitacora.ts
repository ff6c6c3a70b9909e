import type { Dependencias, Sellador } from '../ports.ts'
import { type Verificacion, verificarBitacora } from '../sellar-bitacora.ts'
import { anotarOrden } from './anotar-orden.ts'
import type { Operador } from './operador.ts'

/** Follows the chain of seals for an operator and notes what came of it. @returns where it breaks, if anywhere. */
export async function verificarYAnotar(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  sellador: Sellador,
  operador: Operador,
): Promise<Verificacion> {
  const verificacion = await verificarBitacora(deps, sellador)
  const { falla, sellos, filas } = verificacion
  await anotarOrden(deps, operador, 'bitacora_verificada', {
    resultado: falla?.motivo ?? 'integra',
    detalle: { sellos, filas, ...(falla && { sello: falla.sello }) },
  })
  return verificacion
}
