/**
 * How fast the product is, beside what it could be at most: pages, keys, registrations, look-ups, start.
 *
 *     node src/launch.mjs bench/velocidad.ts [part …] [--10m]
 *
 * Without parts all of them run and docs/performance.md is written. `--10m` also looks up among ten million.
 */
import { medirArranque } from './velocidad/arranque.ts'
import { medirBusqueda } from './velocidad/busqueda.ts'
import { medirClaves } from './velocidad/claves.ts'
import type { Histograma } from './velocidad/histograma.ts'
import { escribirInforme } from './velocidad/informe.ts'
import type { Medida } from './velocidad/medida.ts'
import { medirPaginas } from './velocidad/paginas.ts'
import { medirRegistros } from './velocidad/registros.ts'

const pedidas = process.argv.slice(2).filter((parte) => !parte.startsWith('--'))
const TAMANOS = process.argv.includes('--10m') ? [1_000_000, 10_000_000] : [1_000_000]

const PARTES: Record<string, () => Promise<{ medidas: Medida[]; histogramas?: Record<string, Histograma> }>> =
  {
    paginas: medirPaginas,
    claves: medirClaves,
    registros: medirRegistros,
    busqueda: () => medirBusqueda(TAMANOS),
    arranque: medirArranque,
  }

const medidas: Medida[] = []
const histogramas: Record<string, Histograma> = {}
for (const [nombre, medir] of Object.entries(PARTES)) {
  if (pedidas.length > 0 && !pedidas.includes(nombre)) continue
  console.log(`${nombre}…`)
  const parte = await medir()
  for (const { que, valor, base = '', meta = '' } of parte.medidas)
    console.log(`  ${que}: ${valor} ${base} ${meta}`)
  medidas.push(...parte.medidas)
  Object.assign(histogramas, parte.histogramas)
}
if (pedidas.length === 0) escribirInforme(medidas, histogramas)
