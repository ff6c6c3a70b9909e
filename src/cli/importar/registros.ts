/** The records of a file of accounts, in batches. */
import type { RegistroLeido } from '../../application/operador/importar-tanda.ts'
import { COLUMNAS_OBLIGATORIAS, type Columna, columnaDe } from '../../domain/importacion.ts'
import { type FormatoCsv, filasCsv } from '../lector/csv.ts'
import { lineasDe } from '../lector/lineas.ts'
import { lectorNdjson } from './ndjson.ts'

/** Lines of each transaction: some tens of milliseconds. */
const REGISTROS_POR_TANDA = 500

interface Oyente {
  /** Told of each column that is ignored. */
  alDesconocer: (nombre: string) => void
  /** Told how many bytes were read so far. */
  alLeer: (bytes: number) => void
}

/** A short line of a file that was cut would be an account without half of its data. */
const FORMATO: FormatoCsv<Columna> = { columnaDe, obligatorias: COLUMNAS_OBLIGATORIAS, exactas: true }

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

async function* deNdjson(ruta: string, { alDesconocer, alLeer }: Oyente): AsyncGenerator<RegistroLeido[]> {
  const leer = lectorNdjson(alDesconocer)
  for await (const lineas of lineasDe(ruta, alLeer)) {
    yield lineas.flatMap(({ numero: linea, texto }): RegistroLeido[] => {
      if (texto === null) return [{ linea, codigo: 'linea_larga' }]
      if (!/\S/.test(texto)) return []
      const valores = leer(texto)
      return [valores ? { linea, valores } : { linea, codigo: 'linea_json' }]
    })
  }
}

async function* deCsv(ruta: string, { alDesconocer, alLeer }: Oyente): AsyncGenerator<RegistroLeido[]> {
  const alIgnorar = (titulos: string[]) => titulos.forEach(alDesconocer)
  for await (const filas of filasCsv(ruta, FORMATO, { alLeer, alIgnorar })) {
    yield filas.map((fila) =>
      'motivo' in fila ? { linea: fila.linea, codigo: `linea_${fila.motivo}` as const } : fila,
    )
  }
}
