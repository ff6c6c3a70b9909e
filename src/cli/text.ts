import { LISTED } from '../application/staff/list.ts'
import { refusalText } from '../domain/outcome/refusals.ts'

const MIB = 2 ** 20
const GIB = 2 ** 30

/** Formats a size for people. */
export function formatBytes(bytes: number): string {
  if (bytes >= GIB) return `${(bytes / GIB).toFixed(1)} GiB`
  return bytes >= MIB ? `${(bytes / MIB).toFixed(1)} MiB` : `${Math.ceil(bytes / 1024)} KiB`
}

/** Nobody acts on their own account. */
export const OWN_CUENTA_TEXT = refusalText('cuenta_propia')
/** Of whoever was suspended, or given another role, a moment ago. */
export const NO_LONGER_TEXT = refusalText('ingreso_vencido')

/** How many there are of what was listed, of which there may be more. */
export const formatListed = ({ length }: readonly unknown[]): string =>
  length < LISTED ? String(length) : `${length} o más`
