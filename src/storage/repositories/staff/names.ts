import type { Named } from '../../../domain/staff/words.ts'

/** Columns whose words the index of names holds. */
export const NAMES = [
  'nombres',
  'apellidoPaterno',
  'apellidoMaterno',
  'razonSocial',
] as const satisfies (keyof Named)[]

/** Whether an account must be indexed again: few changes of one touch its name. */
export const isAnyNameNew = (before: Named, after: { [K in keyof Named]?: unknown }): boolean =>
  NAMES.some((name) => before[name] !== after[name])
