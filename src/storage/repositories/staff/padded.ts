/** A list of fixed length with the same values: statements whose lists vary in length are prepared one by one. */
export const padded = <T>(values: readonly T[], length: number): T[] =>
  Array.from({ length }, (_, i) => values[Math.min(i, values.length - 1)] as T)

/** Parts of a list, each of `length` values at most. */
export const partsOf = <T>(values: readonly T[], length: number): T[][] =>
  Array.from({ length: Math.ceil(values.length / length) }, (_, i) =>
    values.slice(i * length, (i + 1) * length),
  )
