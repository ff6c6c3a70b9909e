/** Lines of CSV joined into records and taken apart, so that one that is wrong spoils no other. */
import { parse } from 'csv-parse/sync'
import type { LineaDeTexto } from './lineas.ts'

/**
 * The texts of a record, trimmed, or why it cannot be taken apart; `linea` is where it begins, and `sinFin` says that
 * the file ends in the middle of it.
 */
export type Registro = { linea: number; sinFin?: true } & (
  | { datos: string[] }
  | { motivo: 'larga' | 'letras' | 'comillas' }
)

/** A quoted text may go on over so many lines; a quote that is open for longer was never meant as one. */
const LINEAS_POR_REGISTRO = 20

const SEPARADORES = [';', ',', '\t', '|'] as const
export type Separador = (typeof SEPARADORES)[number]

/** What separates the columns of a heading: whichever it has most of. */
export function separadorDe(encabezado: string): Separador {
  const fuera = encabezado.replace(/"[^"]*"/g, '')
  const veces = (separador: string) => fuera.split(separador).length
  return SEPARADORES.reduce((mejor, otro) => (veces(otro) > veces(mejor) ? otro : mejor))
}

/** What a line for spreadsheets says before the heading, `sep=;`. @returns undefined where it is no such line. */
export function separadorDicho(linea: string): Separador | undefined {
  const [, dicho] = /^\s*"?sep=(.)"?[;,\t|]*\s*$/i.exec(linea) ?? []
  return SEPARADORES.find((uno) => uno === dicho)
}

/** A record in the making: those with quotes wait for the library. */
type EnCurso = Registro | { linea: number; sinFin?: true; citado: string }

/**
 * Joins lines into records. A line whose quotes do not close goes on in the next ones, if that makes a record;
 * otherwise that line alone is wrong.
 * @param lineas what was not taken before and what is new. @param alFinal no more will come.
 * @returns the records, and the lines at the end that may go on.
 */
export function registrosDe(
  lineas: readonly LineaDeTexto[],
  separador: Separador,
  alFinal: boolean,
): { registros: Registro[]; pendientes: LineaDeTexto[] } {
  const enCurso: EnCurso[] = []
  let i = 0
  while (i < lineas.length) {
    const actual = lineas[i]
    if (!actual) break
    const linea = actual.numero
    const donde = actual.sinFin ? ({ linea, sinFin: true } as const) : { linea }
    if (actual.texto === null) enCurso.push({ ...donde, motivo: actual.motivo })
    else if (!actual.texto.includes('"')) {
      enCurso.push({ ...donde, datos: actual.texto.split(separador).map(recortar) })
    } else {
      const cuantas = lineasHastaCerrar(lineas, i)
      if (cuantas === 0 && !alFinal && lineas.length - i < LINEAS_POR_REGISTRO) break
      const citado = lineas.slice(i, i + cuantas).map((una) => sinFormula(una.texto ?? '', separador))
      // One that does not come apart was no record: its other lines are looked at on their own.
      const datos = cuantas > 1 ? separarUno(citado.join('\n'), separador) : undefined
      if (datos && !tragaron(datos, separador)) {
        enCurso.push({ linea, datos })
        i += cuantas - 1
      } else {
        enCurso.push(cuantas === 1 ? { ...donde, citado: citado.join('\n') } : { linea, motivo: 'comillas' })
      }
    }
    i += 1
  }
  return { registros: separarCitados(enCurso, separador), pendientes: lineas.slice(i) }
}

const recortar = (dato: string): string => dato.trim()

/** Spreadsheets are told to keep a text as it is with `="0123"`: the text is what counts. */
const sinFormula = (texto: string, separador: Separador): string =>
  texto.includes('="')
    ? texto
        .split(separador)
        .map((dato) => dato.replace(/^\s*=("[^"]*")\s*$/, '$1'))
        .join(separador)
    : texto

/** Whether a stray quote took other records for its text: they go on to be records after a line break. */
const tragaron = (datos: readonly string[], separador: Separador): boolean =>
  datos.some((dato) =>
    dato
      .split('\n')
      .slice(1)
      .some((renglon) => renglon.split(separador).length > 2),
  )

const comillas = (texto: string): number => texto.split('"').length - 1

/** How many lines a record takes whose quotes close; 0 when they do not. */
export function lineasHastaCerrar(lineas: readonly LineaDeTexto[], desde: number): number {
  let abiertas = 0
  for (let n = 0; n < LINEAS_POR_REGISTRO; n++) {
    const texto = lineas[desde + n]?.texto ?? null
    if (texto === null) return 0
    abiertas += comillas(texto)
    if (abiertas % 2 === 0) return n + 1
  }
  return 0
}

/** Has the library take apart all lines with quotes in one go, and one by one when any of them is wrong. */
function separarCitados(enCurso: readonly EnCurso[], separador: Separador): Registro[] {
  const citados = enCurso.flatMap((uno) => ('citado' in uno ? [uno.citado] : []))
  const juntos = separar(citados.join('\n'), separador)
  const enUna = juntos?.length === citados.length ? juntos.values() : undefined
  return enCurso.map((uno) => {
    if (!('citado' in uno)) return uno
    const { citado, ...donde } = uno
    const datos = enUna ? enUna.next().value : separarUno(citado, separador)
    return datos ? { ...donde, datos } : { ...donde, motivo: 'comillas' }
  })
}

function separarUno(texto: string, separador: Separador): string[] | undefined {
  const filas = separar(texto, separador)
  return filas?.length === 1 ? filas[0] : undefined
}

function separar(texto: string, delimiter: Separador): string[][] | undefined {
  try {
    return parse(texto, { delimiter, record_delimiter: '\n', relax_column_count: true, trim: true })
  } catch {
    return undefined
  }
}
