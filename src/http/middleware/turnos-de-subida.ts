import { Saturado } from '../../application/ports.ts'

/** Forms with a file that are attended at a time: each holds up to a megabyte from its first byte to its answer. */
const A_LA_VEZ = 64
/** Of them, by one network address: a classroom, and never all. */
const POR_DIRECCION = 32
const SEGUNDOS_DE_ESPERA = 10

export interface TurnosDeSubida {
  /**
   * Takes one on from a network address.
   * @returns what lets go of it.
   * @throws {Saturado} when there are too many.
   */
  tomar(direccion: string): () => void
}

/** Bounds the memory that forms with a file take, of one process. */
export function crearTurnosDeSubida(): TurnosDeSubida {
  const porDireccion = new Map<string, number>()
  let todos = 0
  return {
    tomar(direccion) {
      const suyos = porDireccion.get(direccion) ?? 0
      if (todos >= A_LA_VEZ || suyos >= POR_DIRECCION) throw new Saturado(SEGUNDOS_DE_ESPERA)
      todos++
      porDireccion.set(direccion, suyos + 1)
      return () => {
        todos--
        const quedan = (porDireccion.get(direccion) ?? 1) - 1
        if (quedan > 0) porDireccion.set(direccion, quedan)
        else porDireccion.delete(direccion)
      }
    },
  }
}
