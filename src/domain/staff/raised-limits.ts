/** Limits that staff raise for a classroom (product.md “Limits”). */

/** Why they are raised. */
export const RAISE_REASONS = ['sala_de_clases', 'jornada_de_inscripcion', 'oficina'] as const
export type RaiseReason = (typeof RAISE_REASONS)[number]

export const RAISE_REASON_WORDS: Readonly<Record<RaiseReason, string>> = {
  sala_de_clases: 'Sala de clases',
  jornada_de_inscripcion: 'Jornada de inscripción',
  oficina: 'Oficina',
}

/** Of each limit. */
export const MAX_TIMES = 10
/** How many times, unless another number is asked for. */
export const DEFAULT_TIMES = 5
/** At once: classrooms, not everybody. */
export const MAX_RAISED = 20
