import { setTimeout as dormir } from 'node:timers/promises'
import { Histograma } from './histograma.ts'

/** What came of a load. */
export interface Carga {
  hechos: number
  segundos: number
  porSegundo: number
  tiempos: Histograma
  /** CPU time of this process, which makes the load, as a share of one core. */
  usoDelGenerador: number
}

const medir = async (hacer: (tiempos: Histograma) => Promise<number>): Promise<Carga> => {
  const tiempos = new Histograma()
  const antes = process.cpuUsage()
  const inicio = performance.now()
  const hechos = await hacer(tiempos)
  const segundos = (performance.now() - inicio) / 1000
  const { user, system } = process.cpuUsage(antes)
  return {
    hechos,
    segundos,
    porSegundo: hechos / segundos,
    tiempos,
    usoDelGenerador: (user + system) / 1e6 / segundos,
  }
}

/** As many as go: each of some sources asks again as soon as it was answered. */
export const cargaCerrada = (
  fuentes: readonly (() => Promise<unknown>)[],
  segundos: number,
): Promise<Carga> =>
  medir(async (tiempos) => {
    const fin = performance.now() + segundos * 1000
    const hechos = await Promise.all(
      fuentes.map(async (pedir) => {
        let n = 0
        while (performance.now() < fin) {
          const inicio = performance.now()
          await pedir()
          tiempos.anotar(performance.now() - inicio)
          n++
        }
        return n
      }),
    )
    return hechos.reduce((a, b) => a + b, 0)
  })

/**
 * So many each second, whether or not the former ones were answered; each is timed from when it was due, so that a
 * stall counts for all whom it would have kept waiting (no coordinated omission).
 */
export const cargaAbierta = (
  pedir: (indice: number) => Promise<unknown>,
  porSegundo: number,
  segundos: number,
): Promise<Carga> =>
  medir(async (tiempos) => {
    const inicio = performance.now()
    const total = Math.round(porSegundo * segundos)
    const enVuelo: Promise<unknown>[] = []
    for (let i = 0; i < total; i++) {
      const debido = inicio + (i * 1000) / porSegundo
      const falta = debido - performance.now()
      if (falta > 0) await dormir(falta)
      enVuelo.push(pedir(i).then(() => tiempos.anotar(performance.now() - debido)))
    }
    await Promise.all(enVuelo)
    return total
  })
