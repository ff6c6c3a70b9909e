/** Tables in CSV, as spreadsheets and old systems write them. */
import { OrdenFallida } from '../orden.ts'
import { type FormatoCsv, leerEncabezado } from './encabezado.ts'
import { type LineaDeTexto, lineasDe, type OpcionesLineas } from './lineas.ts'
import { type Registro, registrosDe, type Separador, separadorDe, separadorDicho } from './registros.ts'

/** Why a record of a table cannot be read. */
export type MotivoDeLinea = 'larga' | 'letras' | 'comillas' | 'columnas' | 'cortada'

/**
 * One record, by the line where it begins: its texts by column, trimmed, or why it cannot be read. `corta` says that
 * it lacks columns at its end.
 */
export type FilaCsv<C extends string> =
  | { linea: number; valores: Partial<Record<C, string>>; corta?: true }
  | { linea: number; motivo: MotivoDeLinea }

export interface OpcionesCsv extends OpcionesLineas {
  /** Gets the places, from 1, of the headings that are no column of ours, once; never what they say. */
  alIgnorar?: (lugares: number[]) => void
}

interface Tabla<C extends string> {
  separador: Separador
  /** The column of each place; undefined where the file has one that is not known. */
  columnas: (C | undefined)[]
}

/**
 * Reads a table with a first line of headings, some records at a time. Separators `;`, `,`, `|` and tab; quotes
 * where they are needed. Blank lines are passed over, and a bad one spoils no other.
 * @throws {OrdenFallida} when the file cannot be read, lacks an obligatory column or has one twice.
 */
export async function* filasCsv<C extends string>(
  archivo: string,
  formato: FormatoCsv<C>,
  { alIgnorar, ...opciones }: OpcionesCsv = {},
): AsyncGenerator<FilaCsv<C>[]> {
  let tabla: Tabla<C> | undefined
  let dicho: Separador | undefined
  let pendientes: LineaDeTexto[] = []
  for await (const lineas of lineasDe(archivo, opciones)) {
    pendientes = pendientes.concat(lineas.filter(({ texto }) => texto === null || /\S/.test(texto)))
    if (!tabla && !dicho) {
      dicho = separadorDicho(pendientes[0]?.texto ?? '')
      if (dicho) pendientes.shift()
    }
    const primera = tabla ? undefined : pendientes[0]
    if (primera) {
      const separador = dicho ?? separadorDe(primera.texto ?? '')
      const { columnas, ajenas, lineas: suyas } = leerEncabezado(pendientes, separador, formato)
      if (ajenas.length > 0) alIgnorar?.(ajenas)
      pendientes = pendientes.slice(suyas)
      tabla = { separador, columnas }
    }
    if (!tabla) continue
    const leidos = registrosDe(pendientes, tabla.separador, false)
    pendientes = leidos.pendientes
    yield filasDe(leidos.registros, tabla)
  }
  if (!tabla) throw new OrdenFallida('El archivo está vacío.')
  yield filasDe(registrosDe(pendientes, tabla.separador, true).registros, tabla)
}

const filasDe = <C extends string>(registros: readonly Registro[], tabla: Tabla<C>): FilaCsv<C>[] =>
  registros.map((registro): FilaCsv<C> => {
    const { linea, sinFin } = registro
    if ('motivo' in registro) return { linea, motivo: registro.motivo }
    const { datos } = registro
    const { columnas } = tabla
    // Spreadsheets leave out, or add, separators at the end.
    const sobran = datos.slice(columnas.length).some(Boolean)
    if (sobran || (datos.length === 1 && columnas.length > 1)) return { linea, motivo: 'columnas' }
    const corta = datos.length < columnas.length
    // Who wrote the file had not ended: what it lacks was not empty.
    if (corta && sinFin) return { linea, motivo: 'cortada' }
    const valores = valoresDe(datos, tabla)
    return corta ? { linea, valores, corta } : { linea, valores }
  })

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
  letras: 'no se sabe qué letras con acento trae',
  comillas: 'hay comillas sin cerrar o mal puestas',
  columnas: 'el número de columnas no es el de la primera línea',
  cortada: 'el archivo termina en medio de la línea',
}
