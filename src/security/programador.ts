import type { Programador } from '../application/ports.ts'

/** The machine's timers. */
export const programadorDelSistema: Programador = {
  en(ms, hacer) {
    const aviso = setTimeout(hacer, ms)
    aviso.unref()
    return () => clearTimeout(aviso)
  },
}
