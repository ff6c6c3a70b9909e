import type { Cli } from '../command.ts'
import { formatBytes } from '../text.ts'
import { type CheckLine, fail, ok, warning } from './line.ts'

const WARNING_BYTES = 2 ** 30
const FAILURE_BYTES = 100 * 2 ** 20

/** Free space on the disk of DATA_DIR. */
export async function checkDisk({ freeDisk }: Cli, folder: string): Promise<CheckLine> {
  const free = await freeDisk(folder).catch(() => undefined)
  if (free === undefined) return warning('disco', `no existe la carpeta ${folder}`)
  const text = `${formatBytes(free)} libres en ${folder}`
  if (free < FAILURE_BYTES) return fail('disco', text)
  return free < WARNING_BYTES ? warning('disco', text) : ok('disco', text)
}
