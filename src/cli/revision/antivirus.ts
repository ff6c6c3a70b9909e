import { antivirusDe } from '../../composition.ts'
import type { Config } from '../../config.ts'
import { aviso, type Linea, mal, ok } from './linea.ts'

const QUE = 'antivirus'

/** Whether the scanner of documents answers; production should have one. */
export async function revisarAntivirus(config: Config): Promise<Linea[]> {
  const responde = await antivirusDe(config).comprobar()
  if (responde) return [ok(QUE, 'responde')]
  if (responde === false) return [mal(QUE, 'no responde: los documentos nuevos quedan pendientes')]
  return config.NODE_ENV === 'production'
    ? [aviso(QUE, 'sin CLAMD_URL, los documentos no pasan por ninguno')]
    : []
}
