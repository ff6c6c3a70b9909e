/** The lines of a text file of any size, some at a time: memory stays flat, and a bad one spoils no other. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { OrdenFallida } from '../orden.ts'

/** Longest line that is read, in bytes. The rest of a longer one is passed over without being kept. */
export const LARGO_DE_LINEA = 64 * 1024
/** How much is read from the disk at a time. */
const TROZO = 256 * 1024

const SALTO = 0x0a
const UTF8 = new TextDecoder('utf-8')
/** The text of old Windows programs: every byte is a letter of it. */
const WINDOWS = new TextDecoder('windows-1252')

export interface LineaDeTexto {
  /** From 1, as editors count. */
  numero: number
  /** Without its end; null for one that is too long. */
  texto: string | null
}

/**
 * Reads a file by lines, with LF or CRLF, with or without a byte-order mark. A piece that is not UTF-8 is read line
 * by line, each as UTF-8 or, where it is not, as Windows-1252.
 * @param alLeer gets how many bytes were read so far.
 * @throws {OrdenFallida} when the file cannot be read, or its text is UTF-16.
 */
export async function* lineasDe(
  archivo: string,
  alLeer: (bytes: number) => void = () => {},
): AsyncGenerator<LineaDeTexto[]> {
  const corte = new Cortador()
  let leidos = 0
  for await (const trozo of trozosDe(archivo)) {
    if (leidos === 0) rechazarUtf16(trozo)
    leidos += trozo.length
    const lineas = corte.tomar(trozo)
    alLeer(leidos)
    if (lineas.length > 0) yield lineas
  }
  const ultima = corte.terminar()
  if (ultima.length > 0) yield ultima
}

async function* trozosDe(archivo: string): AsyncGenerator<Buffer> {
  try {
    for await (const trozo of createReadStream(archivo, { highWaterMark: TROZO })) yield trozo
  } catch (error) {
    throw new OrdenFallida(`No se puede leer el archivo ${archivo}.`, error)
  }
}

function rechazarUtf16(trozo: Buffer): void {
  const marca = trozo.subarray(0, 2).toString('hex')
  if (marca === 'fffe' || marca === 'feff') {
    throw new OrdenFallida('El archivo está en UTF-16: guárdelo como CSV UTF-8 y repita la orden.')
  }
}

/** Cuts pieces into whole lines; what is left of one waits for the next. */
class Cortador {
  #resto: Buffer[] = []
  #largo = 0
  #numero = 0

  tomar(trozo: Buffer): LineaDeTexto[] {
    const fin = trozo.lastIndexOf(SALTO)
    if (fin < 0) {
      this.#guardar(trozo)
      return []
    }
    const primero = trozo.indexOf(SALTO)
    this.#guardar(trozo.subarray(0, primero))
    const lineas = this.terminar(true)
    if (fin > primero) lineas.push(...this.#enteras(trozo.subarray(primero + 1, fin)))
    this.#guardar(trozo.subarray(fin + 1))
    return lineas
  }

  /** The line that waits. @param conFin also when it is empty: its end was seen. */
  terminar(conFin = false): LineaDeTexto[] {
    if (this.#largo === 0 && !conFin) return []
    const bytes = this.#largo > LARGO_DE_LINEA ? null : Buffer.concat(this.#resto)
    this.#resto = []
    this.#largo = 0
    return [this.#linea(bytes && decodificar(bytes))]
  }

  #guardar(bytes: Buffer): void {
    this.#largo += bytes.length
    if (this.#largo <= LARGO_DE_LINEA) this.#resto.push(bytes)
    else this.#resto = []
  }

  /** Decoded at once where all of it is UTF-8, which is much faster. */
  #enteras(bytes: Buffer): LineaDeTexto[] {
    const textos = isUtf8(bytes) ? UTF8.decode(bytes).split('\n') : partir(bytes).map(decodificar)
    return textos.map((texto) => this.#linea(texto.length > LARGO_DE_LINEA ? null : texto))
  }

  #linea(texto: string | null): LineaDeTexto {
    this.#numero += 1
    const sinMarca = this.#numero === 1 ? texto?.replace(/^(\uFEFF|ï»¿)/, '') : texto
    return { numero: this.#numero, texto: sinMarca?.replace(/\r$/, '') ?? null }
  }
}

const decodificar = (bytes: Buffer): string => (isUtf8(bytes) ? UTF8 : WINDOWS).decode(bytes)

function partir(bytes: Buffer): Buffer[] {
  const lineas: Buffer[] = []
  let desde = 0
  for (let fin = bytes.indexOf(SALTO); fin >= 0; fin = bytes.indexOf(SALTO, desde)) {
    lineas.push(bytes.subarray(desde, fin))
    desde = fin + 1
  }
  return [...lineas, bytes.subarray(desde)]
}
