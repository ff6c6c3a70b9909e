/** Lines of CSV taken apart, so that one that is wrong spoils no other. */
import { parse } from 'csv-parse/sync'
import type { LineaDeTexto } from '../lector/lineas.ts'

/** The texts of a record, or nothing when it cannot be taken apart; `linea` is where it begins. */
export interface Registro {
  linea: number
  datos: string[] | undefined
  /** The line was too long to be looked at. */
  larga?: true
}

/** A quoted text may go on over so many lines; a quote that is open for longer was never meant as one. */
const LINEAS_POR_REGISTRO = 20

const SEPARADORES = [';', ',', '\t'] as const
export type Separador = (typeof SEPARADORES)[number]

const comillas = (texto: string): number => texto.split('"').length - 1

/** What separates the columns of a heading: whichever it has most of. */
export function separadorDe(encabezado: string): Separador {
  const fuera = encabezado.replace(/"[^"]*"/g, '')
  const veces = (separador: string) => fuera.split(separador).length
  return SEPARADORES.reduce((mejor, otro) => (veces(otro) > veces(mejor) ? otro : mejor))
}

/**
 * Joins lines into records. A line with an odd number of quotes goes on in the next ones until they close; when
 * they do not within some lines, that line alone is wrong.
 * @param lineas what was not taken before and what is new. @param alFinal no more will come.
 * @returns the records, and the lines at the end that may go on.
 */
export function registrosDe(
  lineas: readonly LineaDeTexto[],
  separador: Separador,
  alFinal: boolean,
): { registros: Registro[]; pendientes: LineaDeTexto[] } {
  const registros: Registro[] = []
  const citados: { registro: Registro; texto: string }[] = []
  let i = 0
  for (; i < lineas.length; i++) {
    const { numero, texto } = lineas[i] ?? { numero: 0, texto: null }
    const registro: Registro = { linea: numero, datos: undefined }
    if (texto === null) registro.larga = true
    else if (!texto.includes('"')) registro.datos = texto.split(separador)
    else {
      const cuantas = lineasHastaCerrar(lineas, i)
      if (cuantas === 0 && !alFinal && lineas.length - i < LINEAS_POR_REGISTRO) break
      if (cuantas > 0) {
        const textos = lineas.slice(i, i + cuantas).map((una) => una.texto ?? '')
        citados.push({ registro, texto: textos.join('\n') })
        i += cuantas - 1
      }
    }
    registros.push(registro)
  }
  citar(citados, separador)
  return { registros, pendientes: lineas.slice(i) }
}

/** How many lines a record takes whose quotes close; 0 when they do not. */
function lineasHastaCerrar(lineas: readonly LineaDeTexto[], desde: number): number {
  let abiertas = 0
  for (let n = 0; n < LINEAS_POR_REGISTRO; n++) {
    const texto = lineas[desde + n]?.texto ?? null
    if (texto === null) return 0
    abiertas += comillas(texto)
    if (abiertas % 2 === 0) return n + 1
  }
  return 0
}

/** Has the library take apart all records with quotes in one go, and one by one when any of them is wrong. */
function citar(citados: readonly { registro: Registro; texto: string }[], separador: Separador): void {
  const juntos = separar(citados.map(({ texto }) => texto).join('\n'), separador)
  const deUno = (texto: string) => {
    const filas = separar(texto, separador)
    return filas?.length === 1 ? filas[0] : undefined
  }
  for (const [i, { registro, texto }] of citados.entries()) {
    registro.datos = juntos?.length === citados.length ? juntos[i] : deUno(texto)
  }
}

function separar(texto: string, delimiter: Separador): string[][] | undefined {
  try {
    return parse(texto, { delimiter, record_delimiter: '\n', relax_column_count: true })
  } catch {
    return undefined
  }
}
