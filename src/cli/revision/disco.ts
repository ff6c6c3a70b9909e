import type { Mundo } from '../orden.ts'
import { bytesLegibles } from '../texto.ts'
import { aviso, type Linea, mal, ok } from './linea.ts'

const AVISO_BYTES = 2 ** 30
const MAL_BYTES = 100 * 2 ** 20

/** Room in the disk of DATA_DIR. */
export async function revisarDisco({ discoLibre }: Mundo, carpeta: string): Promise<Linea> {
  const libre = await discoLibre(carpeta).catch(() => undefined)
  if (libre === undefined) return aviso('disco', `no existe la carpeta ${carpeta}`)
  const texto = `${bytesLegibles(libre)} libres en ${carpeta}`
  if (libre < MAL_BYTES) return mal('disco', texto)
  return libre < AVISO_BYTES ? aviso('disco', texto) : ok('disco', texto)
}
