/** The records of a file of accounts, in batches. */
import type { RegistroLeido } from '../../application/operador/importar-tanda.ts'
import { COLUMNAS_OBLIGATORIAS, type Columna, columnaDe } from '../../domain/importacion.ts'
import { filasCsv, type OpcionesCsv } from '../lector/csv.ts'
import type { FormatoCsv } from '../lector/encabezado.ts'
import { lineasDe } from '../lector/lineas.ts'
import { lectorNdjson } from './ndjson.ts'

/** Lines of each transaction: some tens of milliseconds. */
const REGISTROS_POR_TANDA = 500

/** Who is told of what was found in the file besides its lines. */
export interface Oyente extends OpcionesCsv {
  /** Told of the first line of an NDJSON file with a name that is no column. */
  alDesconocer: (linea: number) => void
}

const FORMATO: FormatoCsv<Columna> = { columnaDe, obligatorias: COLUMNAS_OBLIGATORIAS }

const esNdjson = (ruta: string): boolean => /\.(ndjson|jsonl)$/i.test(ruta)

/**
 * Takes a file apart, by its name: NDJSON, or CSV with a heading.
 * @throws {OrdenFallida} when the heading cannot be used.
 */
export async function* tandasDe(ruta: string, oyente: Oyente): AsyncGenerator<RegistroLeido[]> {
  let tanda: RegistroLeido[] = []
  for await (const registros of esNdjson(ruta) ? deNdjson(ruta, oyente) : deCsv(ruta, oyente)) {
    for (const registro of registros) {
      if (tanda.push(registro) < REGISTROS_POR_TANDA) continue
      yield tanda
      tanda = []
    }
  }
  if (tanda.length > 0) yield tanda
}

async function* deNdjson(
  ruta: string,
  { alDesconocer, ...opciones }: Oyente,
): AsyncGenerator<RegistroLeido[]> {
  const leer = lectorNdjson(alDesconocer)
  for await (const lineas of lineasDe(ruta, opciones)) {
    yield lineas.flatMap((leida): RegistroLeido[] => {
      const linea = leida.numero
      if (leida.texto === null) return [{ linea, codigo: `linea_${leida.motivo}` }]
      if (!/\S/.test(leida.texto)) return []
      const valores = leer(leida.texto, linea)
      return [valores ? { linea, valores } : { linea, codigo: leida.sinFin ? 'linea_cortada' : 'linea_json' }]
    })
  }
}

async function* deCsv(ruta: string, opciones: Oyente): AsyncGenerator<RegistroLeido[]> {
  for await (const filas of filasCsv(ruta, FORMATO, opciones)) {
    yield filas.flatMap((fila): RegistroLeido[] => {
      if ('motivo' in fila) return [{ linea: fila.linea, codigo: `linea_${fila.motivo}` }]
      // Spreadsheets leave rows of separators behind.
      return Object.keys(fila.valores).length > 0 ? [fila] : []
    })
  }
}
