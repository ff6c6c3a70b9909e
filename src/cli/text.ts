import { LISTED } from '../application/staff/list.ts'

const MIB = 2 ** 20
const GIB = 2 ** 30

/** Formats a size for people. */
export function formatBytes(bytes: number): string {
  if (bytes >= GIB) return `${(bytes / GIB).toFixed(1)} GiB`
  return bytes >= MIB ? `${(bytes / MIB).toFixed(1)} MiB` : `${Math.ceil(bytes / 1024)} KiB`
}

/** How many there are of what was listed, of which there may be more. */
export const formatListed = ({ length }: readonly unknown[]): string =>
  length < LISTED ? String(length) : `${length} o más`
