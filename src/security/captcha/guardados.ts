import { setImmediate } from 'node:timers/promises'
import { Saturado } from '../../application/ports.ts'
import type { Semaforo } from '../semaforo.ts'

/** When to come back once too many wait. */
const SEGUNDOS_DE_ESPERA = 5

interface Opciones {
  /** Shared by all that is made of captchas. */
  semaforo: Semaforo
  /** Works that may wait for the semaphore. Those after them are turned away. */
  enEspera: number
  /** Files that are kept; the oldest unused ones go. */
  cuantos: number
}

/**
 * Files made on demand; those who ask for the same one share it, while it is made and afterwards.
 * @returns `dar`, which gives the file of that id, making it if it is not kept, and throws {@link Saturado} when too
 *   many works wait; and `tiene`, whether it is kept or being made.
 */
export function crearGuardados({ semaforo, enEspera, cuantos }: Opciones) {
  const guardados = new Map<string, Promise<Buffer>>()

  const dar = (id: string, hacer: () => Promise<Buffer> | Buffer): Promise<Buffer> => {
    const guardado = guardados.get(id)
    if (!guardado && semaforo.estado().enEspera >= enEspera) throw new Saturado(SEGUNDOS_DE_ESPERA)
    // Other requests are attended between one work and the next.
    const hecho = guardado ?? semaforo.correr(() => setImmediate().then(hacer))
    guardados.delete(id)
    guardados.set(id, hecho)
    if (!guardado) hecho.catch(() => guardados.delete(id))
    const [masViejo = ''] = guardados.keys()
    if (guardados.size > cuantos) guardados.delete(masViejo)
    return hecho
  }
  return { dar, tiene: (id: string) => guardados.has(id) }
}
