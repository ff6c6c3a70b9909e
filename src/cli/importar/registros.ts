/** The records of a file of accounts, in batches. */
import type { RegistroLeido } from '../../application/operador/importar-tanda.ts'
import { type LineaDeTexto, lineasDe } from '../lector/lineas.ts'
import { OrdenFallida } from '../orden.ts'
import { type Encabezado, leerEncabezado, valoresDe } from './columnas.ts'
import { type Registro, registrosDe, type Separador, separadorDe } from './csv.ts'
import { lectorNdjson } from './ndjson.ts'

/** Lines of each transaction: some tens of milliseconds. */
const REGISTROS_POR_TANDA = 500

interface Oyente {
  /** Told of each column that is ignored. */
  alDesconocer: (nombre: string) => void
  /** Told how many bytes were read so far. */
  alLeer: (bytes: number) => void
}

const esNdjson = (ruta: string): boolean => /\.(ndjson|jsonl)$/i.test(ruta)

/**
 * Takes a file apart, by its name: NDJSON, or CSV with a heading.
 * @throws {OrdenFallida} when the heading cannot be used.
 */
export async function* tandasDe(ruta: string, oyente: Oyente): AsyncGenerator<RegistroLeido[]> {
  const lineas = conTexto(lineasDe(ruta, oyente.alLeer))
  let tanda: RegistroLeido[] = []
  for await (const registros of esNdjson(ruta) ? deNdjson(lineas, oyente) : deCsv(lineas, oyente)) {
    for (const registro of registros) {
      if (tanda.push(registro) < REGISTROS_POR_TANDA) continue
      yield tanda
      tanda = []
    }
  }
  if (tanda.length > 0) yield tanda
}

/** Blank lines are passed over. */
async function* conTexto(trozos: AsyncIterable<LineaDeTexto[]>): AsyncGenerator<LineaDeTexto[]> {
  for await (const lineas of trozos) yield lineas.filter(({ texto }) => texto === null || /\S/.test(texto))
}

async function* deNdjson(
  lineas: AsyncIterable<LineaDeTexto[]>,
  { alDesconocer }: Oyente,
): AsyncGenerator<RegistroLeido[]> {
  const leer = lectorNdjson(alDesconocer)
  for await (const trozo of lineas) {
    yield trozo.map(({ numero: linea, texto }) => {
      if (texto === null) return { linea, codigo: 'linea_larga' }
      const valores = leer(texto)
      return valores ? { linea, valores } : { linea, codigo: 'linea_json' }
    })
  }
}

async function* deCsv(
  lineas: AsyncIterable<LineaDeTexto[]>,
  oyente: Oyente,
): AsyncGenerator<RegistroLeido[]> {
  let formato: { separador: Separador; encabezado: Encabezado } | undefined
  let pendientes: LineaDeTexto[] = []
  const leer = (alFinal: boolean): RegistroLeido[] => {
    const [primera] = pendientes
    if (!formato && primera) {
      formato = leerFormato(primera, oyente)
      pendientes = pendientes.slice(1)
    }
    if (!formato) return []
    const { separador, encabezado } = formato
    const leidos = registrosDe(pendientes, separador, alFinal)
    pendientes = leidos.pendientes
    return leidos.registros.map((registro) => leido(registro, encabezado))
  }
  for await (const trozo of lineas) {
    pendientes = [...pendientes, ...trozo]
    yield leer(false)
  }
  yield leer(true)
  if (!formato) throw new OrdenFallida('El archivo no tiene encabezado.')
}

function leerFormato({ texto }: LineaDeTexto, { alDesconocer }: Oyente) {
  if (texto === null) throw new OrdenFallida('La primera línea no es un encabezado: es demasiado larga.')
  const separador = separadorDe(texto)
  const [registro] = registrosDe([{ numero: 1, texto }], separador, true).registros
  const encabezado = leerEncabezado(registro?.datos ?? [])
  for (const nombre of encabezado.desconocidas) alDesconocer(nombre)
  return { separador, encabezado }
}

function leido({ linea, datos, larga }: Registro, encabezado: Encabezado): RegistroLeido {
  if (larga) return { linea, codigo: 'linea_larga' }
  if (!datos) return { linea, codigo: 'linea_comillas' }
  if (datos.length !== encabezado.columnas.length) return { linea, codigo: 'linea_columnas' }
  return { linea, valores: valoresDe(encabezado, datos) }
}
