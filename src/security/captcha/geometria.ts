export type Punto = readonly [x: number, y: number]
/** A closed line. */
export type Contorno = readonly Punto[]

/** The smallest upright box around some contours. */
export function caja(contornos: readonly Contorno[]) {
  const xs = contornos.flatMap((contorno) => contorno.map(([x]) => x))
  const ys = contornos.flatMap((contorno) => contorno.map(([, y]) => y))
  return {
    izquierda: Math.min(...xs),
    derecha: Math.max(...xs),
    arriba: Math.min(...ys),
    abajo: Math.max(...ys),
  }
}

/** Each point of some contours put elsewhere. */
export const transformar = (contornos: readonly Contorno[], paso: (punto: Punto) => Punto): Contorno[] =>
  contornos.map((contorno) => contorno.map(paso))

/** Whether a point is inside a contour: a ray to its right crosses the line an odd number of times. */
export function contiene(contorno: Contorno, [x, y]: Punto): boolean {
  let dentro = false
  let anterior = contorno.at(-1)
  for (const punto of contorno) {
    if (anterior && punto[1] > y !== anterior[1] > y) {
      const cruce = punto[0] + ((anterior[0] - punto[0]) * (y - punto[1])) / (anterior[1] - punto[1])
      if (x < cruce) dentro = !dentro
    }
    anterior = punto
  }
  return dentro
}

/** The same contour in pieces no longer than `largo`, so that a wave can bend its straight lines. */
export function trocear(contorno: Contorno, largo: number): Contorno {
  return contorno.flatMap(([x, y], i) => {
    const [hastaX, hastaY] = contorno[(i + 1) % contorno.length] ?? [x, y]
    const trozos = Math.max(1, Math.ceil(Math.hypot(hastaX - x, hastaY - y) / largo))
    return Array.from({ length: trozos }, (_, k): Punto => {
      const t = k / trozos
      return [x + (hastaX - x) * t, y + (hastaY - y) * t]
    })
  })
}
