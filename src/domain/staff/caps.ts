/** How many of each thing an agent may do in a day of Chile (product.md “Calls”). */
import { ACCIONES, type Accion } from './acciones.ts'
import type { Power } from './powers.ts'

interface CapRule {
  power: Power
  cap: number
  label: string
}

/** What is limited besides the actions of a call: looking people up. */
const LOOKING = {
  buscar: { power: 'buscar_cuentas', cap: 600, label: 'Buscar' },
  abrir: { power: 'abrir_cuentas', cap: 150, label: 'Abrir una cuenta' },
} as const satisfies Record<string, CapRule>

export type Capped = Accion | keyof typeof LOOKING
export type Caps = Readonly<Record<Capped, number>>

/** What each limit is of, in the order in which the console shows them. */
export const CAP_RULES: Readonly<Record<Capped, CapRule>> = { ...LOOKING, ...ACCIONES }
export const CAP_NAMES = Object.keys(CAP_RULES) as Capped[]

/** Over all agents, a day of Chile: who guesses at an account must not get their tries back from one after another. */
export const REOPENINGS_PER_DAY = 1
/** Codes of the call that one agent types wrong in a day, over all their calls: one who guesses has no million of them. */
export const WRONG_CODIGOS_PER_DAY = 20
/** How often one agent opens one account in a day: each time is told to its owner, at every mailbox and mobile. */
export const OPENINGS_OF_ONE_PER_DAY = 8
const MAX_CAP = 10_000

/**
 * Reads `CONSOLE_CAPS`: what is limited with its limit, as `reabrir=10,congelar=5`; the others keep those of the tables.
 * @throws Error that says what is wrong.
 */
export function parseCaps(text: string): Caps {
  const changed = text.split(',').flatMap((part): [Capped, number][] => {
    if (part.trim() === '') return []
    const [name = '', limit = ''] = part.split('=').map((side) => side.trim())
    const capped = CAP_NAMES.find((one) => one === name)
    if (!capped) throw new Error(`has no action '${name}': they are ${CAP_NAMES.join(', ')}`)
    if (!/^\d{1,5}$/.test(limit) || Number(limit) > MAX_CAP)
      throw new Error(`must have a whole number from 0 to ${MAX_CAP} after '${name}='`)
    return [[capped, Number(limit)]]
  })
  const defaults = CAP_NAMES.map((name): [Capped, number] => [name, CAP_RULES[name].cap])
  return Object.fromEntries([...defaults, ...changed]) as Record<Capped, number>
}
