/** What is heard, as samples around zero, RITMO a second. */
export type Onda = Float32Array

/** Root mean square. */
export function fuerza(onda: Onda): number {
  let suma = 0
  for (const v of onda) suma += v * v
  return Math.sqrt(suma / Math.max(1, onda.length))
}
