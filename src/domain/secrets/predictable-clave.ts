/** Keys that are a pattern: a repetition, or a run along an order that everyone knows. */

/** Rows of the alphabet, the digits (which go round) and the keyboards of Chile and the Americas. */
const KNOWN_ORDERS = [
  'abcdefghijklmnopqrstuvwxyz',
  '012345678901234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopasdfghjklnzxcvbnm',
]
const RUNS = KNOWN_ORDERS.flatMap((order) => [order, [...order].reverse().join('')])

/** Whether a key is one character or one block over and over: aaaaaaaa, abcabcabc, a1a1a1a1, abcabcab. */
export function isRepetition(clave: string): boolean {
  const letters = [...clave]
  for (let blockLength = 1; blockLength <= letters.length / 2; blockLength++) {
    if (letters.every((letter, position) => letter === letters[position % blockLength])) return true
  }
  return false
}

/** Whether a whole key, in lower case and without accents, is a run up or down: 12345678, hgfedcba, qwertyui. */
export function isRun(clave: string): boolean {
  return RUNS.some((run) => run.includes(clave))
}
