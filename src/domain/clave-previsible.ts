/** Keys that are a pattern: a repetition, or a run along an order that everyone knows. */

/** Rows of the alphabet, the digits (which go round) and the keyboards of Chile and the Americas. */
const ORDENES = [
  'abcdefghijklmnopqrstuvwxyz',
  '012345678901234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopasdfghjklnzxcvbnm',
]
const CORRIDAS = ORDENES.flatMap((orden) => [orden, [...orden].reverse().join('')])

/** Whether a key is one character or one block over and over: aaaaaaaa, abcabcabc, a1a1a1a1, abcabcab. */
export function esRepetida(clave: string): boolean {
  const letras = [...clave]
  for (let bloque = 1; bloque <= letras.length / 2; bloque++) {
    if (letras.every((letra, lugar) => letra === letras[lugar % bloque])) return true
  }
  return false
}

/** Whether a whole key, in lower case and without accents, is a run up or down: 12345678, hgfedcba, qwertyui. */
export function esCorrida(clave: string): boolean {
  return CORRIDAS.some((corrida) => corrida.includes(clave))
}
