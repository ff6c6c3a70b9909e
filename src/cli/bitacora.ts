import { verificarYAnotar } from '../application/operador/verificar-bitacora.ts'
import type { Verificacion } from '../application/sellar-bitacora.ts'
import type { Hacer } from './orden.ts'
import { conProductoAlDia, operadorDe } from './producto.ts'

const MOTIVOS: Record<NonNullable<Verificacion['falla']>['motivo'], string> = {
  alterada: 'una anotación o el sello fue alterado, o PEPPER es otro',
  faltan_filas: 'faltan anotaciones o sellos',
  llave_desconocida: 'PEPPER no tiene la llave con que se hizo',
}

/** Where the chain of seals breaks, in words. */
export const fallaLegible = ({ sello, motivo }: NonNullable<Verificacion['falla']>): string =>
  `se corta en el sello ${sello}: ${MOTIVOS[motivo]}`

export const verificar: Hacer = (mundo, entrada) =>
  conProductoAlDia(mundo, async ({ deps, sellador }) => {
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
    const { sellos, filas, sinSellar, cabeza, falla } = await verificarYAnotar(deps, sellador, operador)
    mundo.decir(`Sellos buenos: ${sellos}`)
    mundo.decir(`Anotaciones selladas: ${filas}`)
    mundo.decir(`Cabeza de la cadena: ${cabeza ?? 'ninguna'}`)
    if (!falla) mundo.decir(`Anotaciones sin sellar: ${sinSellar}`)
    if (falla) mundo.avisar(`La bitácora ${fallaLegible(falla)}.`)
    return falla ? 1 : 0
  })
