import { antivirusFor } from '../../composition.ts'
import type { Config } from '../../config/config.ts'
import { type CheckLine, fail, ok, warning } from './line.ts'

const CHECK_NAME = 'antivirus'

/** Whether the antivirus responds; production should have one. */
export async function checkAntivirus(config: Config): Promise<CheckLine[]> {
  const responds = await antivirusFor(config).check()
  if (responds) return [ok(CHECK_NAME, 'responde')]
  if (responds === false) return [fail(CHECK_NAME, 'no responde: los documentos nuevos quedan pendientes')]
  return config.NODE_ENV === 'production'
    ? [warning(CHECK_NAME, 'sin CLAMD_URL, los documentos no pasan por ninguno')]
    : []
}
