import type { Conteo } from '../../application/operador/importar-cuentas.ts'
import type { Mundo } from '../orden.ts'

const CASILLAS = 20

const miles = new Intl.NumberFormat('es-CL')

/** An amount as people read it. */
export const cantidad = (n: number | undefined): string => miles.format(n ?? 0)

/**
 * Shows how far an order got in a file: a bar that is drawn over where somebody looks on, and otherwise a line at
 * each tenth.
 */
export function crearAvance({ barra, decir }: Pick<Mundo, 'barra' | 'decir'>, bytes: number) {
  let leidos = 0
  let dicho = 0
  const paso = barra ? 1 : 10

  const decirParte = (parte: number, { lineas, importadas }: Conteo) => {
    dicho = parte
    const texto = `${parte} % · ${cantidad(lineas)} líneas, ${cantidad(importadas)} importadas`
    const llenas = Math.round((parte * CASILLAS) / 100)
    if (barra) barra(`[${'#'.repeat(llenas).padEnd(CASILLAS, '·')}] ${texto}`)
    else decir(texto)
  }

  return {
    alLeer(hasta: number): void {
      leidos = hasta
    },
    /** What was read is ahead of what was done: all of it is done only at the end. */
    alAvanzar(conteo: Conteo): void {
      const parte = Math.floor(Math.min(99, (100 * leidos) / bytes) / paso) * paso
      if (parte > dicho) decirParte(parte, conteo)
    },
    /** Leaves the line of the bar. */
    terminar(conteo: Conteo): void {
      decirParte(100, conteo)
      barra?.('\n')
    },
  }
}
