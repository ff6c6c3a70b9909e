import type { Almacen } from '../../application/ports.ts'
import { verificarBitacora } from '../../application/sellar-bitacora.ts'
import type { Config } from '../../config.ts'
import { crearSellador } from '../../security/bitacora-sello.ts'
import { leerLlaves } from '../../security/llaves.ts'
import { fallaLegible } from '../bitacora.ts'
import { type Linea, mal, ok } from './linea.ts'

/** Whether the audit is as it was written. */
export async function revisarBitacora(almacen: Almacen, { PEPPER }: Config): Promise<Linea> {
  const { sellos, filas, sinSellar, falla } = await verificarBitacora(
    { almacen },
    crearSellador(leerLlaves(PEPPER)),
  )
  return falla
    ? mal('bitácora', fallaLegible(falla))
    : ok('bitácora', `${sellos} sellos sobre ${filas} anotaciones; ${sinSellar} sin sellar`)
}
