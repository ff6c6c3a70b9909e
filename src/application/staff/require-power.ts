import type { Power } from '../../domain/staff/powers.ts'
import type { StaffContext } from '../ports.ts'

/** A use case of staff was reached by who may not: an entrance forgot to look. */
export class PowerMissing extends Error {
  constructor(power: Power) {
    super(`the power ${power} is missing`)
    this.name = 'PowerMissing'
  }
}

/**
 * Lets only who has a power go on. The first thing that each use case of staff does.
 * @throws {PowerMissing}
 */
export function requirePower({ actor }: StaffContext, power: Power): void {
  if (!actor.powers.includes(power)) throw new PowerMissing(power)
}
