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
  return {
    alLeer(hasta: number): void {
      leidos = hasta
    },
    alAvanzar({ lineas = 0, importadas = 0 }: Conteo): void {
      const parte = Math.floor((100 * leidos) / bytes / paso) * paso
      if (parte <= dicho) return
      dicho = parte
      const texto = `${parte} % · ${cantidad(lineas)} líneas, ${cantidad(importadas)} importadas`
      const llenas = Math.round((parte * CASILLAS) / 100)
      if (barra) barra(`[${'#'.repeat(llenas).padEnd(CASILLAS, '·')}] ${texto}`)
      else decir(texto)
    },
    /** Leaves the line of the bar. */
    terminar(): void {
      if (dicho > 0) barra?.('\n')
    },
  }
}
