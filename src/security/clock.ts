import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../application/ports.ts'

/** The system clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms) => setTimeout(ms),
}
