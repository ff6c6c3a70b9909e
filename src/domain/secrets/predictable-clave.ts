/** Predictable claves: repetitions, and runs along a well-known sequence. */

/** The alphabet, the digits (cyclic), and US and Latin American keyboard rows; ñ appears as n. */
const KNOWN_SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '012345678901234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopasdfghjklnzxcvbnm',
]
const RUNS = KNOWN_SEQUENCES.flatMap((sequence) => [sequence, [...sequence].reverse().join('')])

/** Whether one sign or block is repeated, the last one perhaps cut: aaaaaaaa, a1a1a1a1, abcabcab. */
export function isRepetition(signs: readonly unknown[]): boolean {
  for (let blockLength = 1; blockLength <= signs.length / 2; blockLength++) {
    if (signs.every((sign, position) => sign === signs[position % blockLength])) return true
  }
  return false
}

/**
 * Whether a clave, in lower case without accents, is all one run, up or down: 12345678, hgfedcba, qwertyui.
 */
export function isRun(clave: string): boolean {
  return RUNS.some((run) => run.includes(clave))
}
