import { setTimeout } from 'node:timers/promises'
import type { Reloj } from '../application/ports.ts'

/** The machine's clock. */
export const relojDelSistema: Reloj = {
  ahora: () => new Date(),
  dormir: async (ms) => setTimeout(ms),
}
