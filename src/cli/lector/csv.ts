/** Tables in CSV, as spreadsheets and old systems write them. */
import { OrdenFallida } from '../orden.ts'
import { type LineaDeTexto, lineasDe } from './lineas.ts'
import { type Registro, registrosDe, type Separador, separadorDe } from './registros.ts'

/** Why a record of a table cannot be read. */
export type MotivoDeLinea = 'larga' | 'comillas' | 'columnas'

/** One record, by the line where it begins: its texts by column, trimmed, or why it cannot be read. */
export type FilaCsv<C extends string> =
  | { linea: number; valores: Partial<Record<C, string>> }
  | { linea: number; motivo: MotivoDeLinea }

/** What a table must be like. */
export interface FormatoCsv<C extends string> {
  /** The column that a heading names. */
  columnaDe: (titulo: string) => C | undefined
  obligatorias: readonly C[]
  /** A record with fewer or more texts than the heading is wrong, even where the others are empty. */
  exactas?: boolean
}

export interface OpcionesCsv {
  /** Gets how many bytes were read so far. */
  alLeer?: (bytes: number) => void
  /** Gets the headings in the file that are no column of ours, once. */
  alIgnorar?: (titulos: string[]) => void
}

interface Tabla<C extends string> {
  separador: Separador
  /** The column of each place; undefined where the file has one that is not known. */
  columnas: (C | undefined)[]
  exactas: boolean
}

/**
 * Reads a table with a first line of headings, some records at a time. Separators `;`, `,` and tab; quotes where
 * they are needed. Blank lines are passed over, and a bad one spoils no other.
 * @throws {OrdenFallida} when the file cannot be read, lacks an obligatory column or has one twice.
 */
export async function* filasCsv<C extends string>(
  archivo: string,
  formato: FormatoCsv<C>,
  { alLeer, alIgnorar }: OpcionesCsv = {},
): AsyncGenerator<FilaCsv<C>[]> {
  let tabla: Tabla<C> | undefined
  let pendientes: LineaDeTexto[] = []
  for await (const lineas of lineasDe(archivo, alLeer)) {
    pendientes = pendientes.concat(lineas.filter(({ texto }) => texto === null || /\S/.test(texto)))
    const primera = tabla ? undefined : pendientes.shift()
    if (primera) tabla = leerEncabezado(primera, formato, alIgnorar)
    if (!tabla) continue
    const leidos = registrosDe(pendientes, tabla.separador, false)
    pendientes = leidos.pendientes
    yield filasDe(leidos.registros, tabla)
  }
  if (!tabla) throw new OrdenFallida('El archivo está vacío.')
  yield filasDe(registrosDe(pendientes, tabla.separador, true).registros, tabla)
}

function leerEncabezado<C extends string>(
  { texto }: LineaDeTexto,
  { columnaDe, obligatorias, exactas = false }: FormatoCsv<C>,
  alIgnorar: OpcionesCsv['alIgnorar'],
): Tabla<C> {
  const separador = separadorDe(texto ?? '')
  const [registro] = registrosDe([{ numero: 1, texto }], separador, true).registros
  const titulos = registro && 'datos' in registro ? registro.datos : []
  const columnas = titulos.map(columnaDe)
  const faltan = obligatorias.filter((columna) => !columnas.includes(columna))
  if (faltan.length > 0) {
    throw new OrdenFallida(`A la primera línea del archivo le faltan estas columnas: ${faltan.join(', ')}.`)
  }
  const repetida = columnas.find((columna, i) => columna && columnas.indexOf(columna) !== i)
  if (repetida) throw new OrdenFallida(`La columna ${repetida} está dos veces en la primera línea.`)
  const ajenos = titulos.filter((titulo, i) => titulo !== '' && !columnas[i])
  if (ajenos.length > 0) alIgnorar?.(ajenos)
  return { separador, columnas, exactas }
}

const filasDe = <C extends string>(registros: readonly Registro[], tabla: Tabla<C>): FilaCsv<C>[] =>
  registros.map((registro): FilaCsv<C> => {
    if ('motivo' in registro) return registro
    const { linea, datos } = registro
    return caben(datos, tabla) ? { linea, valores: valoresDe(datos, tabla) } : { linea, motivo: 'columnas' }
  })

/** Spreadsheets leave out, or add, separators at the end. */
function caben(datos: readonly string[], { columnas, exactas }: Tabla<string>): boolean {
  if (exactas) return datos.length === columnas.length
  return datos.length > 1 && !datos.slice(columnas.length).some(Boolean)
}

function valoresDe<C extends string>(datos: readonly string[], { columnas }: Tabla<C>) {
  const valores: Partial<Record<C, string>> = {}
  for (let i = 0; i < columnas.length; i++) {
    const columna = columnas[i]
    const dato = datos[i]
    if (columna && dato) valores[columna] = dato
  }
  return valores
}

/** What is wrong with a line, for the operator. */
export const MOTIVO_LEGIBLE: Record<MotivoDeLinea, string> = {
  larga: 'la línea es demasiado larga',
  comillas: 'hay comillas sin cerrar o mal puestas',
  columnas: 'el número de columnas no es el de la primera línea',
}
