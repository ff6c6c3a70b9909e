import { type Rotacion, rotarLlaves } from '../application/operador/rotar-llaves.ts'
import type { Hacer } from './orden.ts'
import { conProductoAlDia, operadorDe } from './producto.ts'

const linea = ({ columna, cambiados, ilegibles }: Rotacion): string =>
  `${columna}: ${cambiados} cambiados${ilegibles > 0 ? `, ${ilegibles} ilegibles` : ''}`

/** Moves what is encrypted to the first of ENCRYPTION_KEYS. */
export const rotar: Hacer = (mundo, entrada) =>
  conProductoAlDia(mundo, async ({ deps }) => {
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
    const hechas = await rotarLlaves(deps, operador, (rotacion) => mundo.decir(linea(rotacion)))
    if (hechas.some(({ ilegibles }) => ilegibles > 0)) {
      mundo.avisar('Hay textos que ninguna llave abre: quedaron como estaban. No quite ninguna llave.')
      return 1
    }
    mundo.decir('Todo lo guardado está cifrado con la primera llave de ENCRYPTION_KEYS.')
    return 0
  })
