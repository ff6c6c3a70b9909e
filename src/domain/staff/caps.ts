/** How many of each action an agent may do in a day of Chile (product.md “Calls”). */
import { ACCION_NAMES, ACCIONES, type Accion } from './acciones.ts'

export type Caps = Readonly<Record<Accion, number>>

/** Over all agents, a day of Chile: who guesses at an account must not get their tries back from one after another. */
export const REOPENINGS_PER_DAY = 1
const MAX_CAP = 10_000

/**
 * Reads `CONSOLE_CAPS`: actions with their limits, as `reabrir=10,congelar=5`; the others keep those of the table.
 * @throws Error that says what is wrong.
 */
export function parseCaps(text: string): Caps {
  const changed = text.split(',').flatMap((part): [Accion, number][] => {
    if (part.trim() === '') return []
    const [name = '', limit = ''] = part.split('=').map((side) => side.trim())
    const accion = ACCION_NAMES.find((one) => one === name)
    if (!accion) throw new Error(`has no action '${name}': they are ${ACCION_NAMES.join(', ')}`)
    if (!/^\d{1,5}$/.test(limit) || Number(limit) > MAX_CAP)
      throw new Error(`must have a whole number from 0 to ${MAX_CAP} after '${name}='`)
    return [[accion, Number(limit)]]
  })
  const defaults = ACCION_NAMES.map((accion): [Accion, number] => [accion, ACCIONES[accion].cap])
  return Object.fromEntries([...defaults, ...changed]) as Record<Accion, number>
}
