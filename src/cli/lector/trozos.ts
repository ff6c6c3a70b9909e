/** The bytes of a text file of any size in whole lines, as UTF-8 or in whatever 8-bit encoding it has. */
import { createReadStream } from 'node:fs'
import { TextDecoder } from 'node:util'
import { OrdenFallida } from '../orden.ts'

/** Longest line that is read, in bytes. The rest of a longer one is passed over without being kept. */
export const LARGO_DE_LINEA = 64 * 1024
/** How much is read from the disk at a time. */
const TROZO = 256 * 1024

export const LF = 0x0a
export const CR = 0x0d

/** Some lines, without the end of the last one. */
export interface Trozo {
  bytes: Buffer
  /** The file ends here, in the middle of a line. */
  sinFin: boolean
  /** How many bytes of the file were read so far. */
  leidos: number
}

/**
 * Reads a file, UTF-16 as UTF-8, without its byte-order mark. Lines end in LF, CRLF or CR, even in one file.
 * @throws {OrdenFallida} when the file cannot be read.
 */
export async function* trozosDe(archivo: string): AsyncGenerator<Trozo> {
  let resto: Buffer = Buffer.alloc(0)
  let leidos = 0
  for await (const { texto, hasta } of textoDe(archivo)) {
    leidos = hasta
    const datos = resto.length > 0 ? Buffer.concat([resto, texto]) : texto
    // A CR at the very end may have its LF in the next piece.
    const fin = Math.max(datos.lastIndexOf(LF), datos.subarray(0, -1).lastIndexOf(CR))
    resto = recortar(datos.subarray(fin + 1))
    if (fin < 0) continue
    const esCrlf = datos[fin] === LF && datos[fin - 1] === CR
    yield { bytes: datos.subarray(0, esCrlf ? fin - 1 : fin), sinFin: false, leidos }
  }
  if (resto.length === 0) return
  const conFin = resto.at(-1) === CR
  yield { bytes: conFin ? resto.subarray(0, -1) : resto, sinFin: !conFin, leidos }
}

/** Of a line that is too long keeps no more than shows it. */
function recortar(linea: Buffer): Buffer {
  if (linea.length <= LARGO_DE_LINEA + 1) return linea
  const cabeza = linea.subarray(0, LARGO_DE_LINEA + 1)
  return linea.at(-1) === CR ? Buffer.concat([cabeza, Buffer.of(CR)]) : Buffer.from(cabeza)
}

async function* textoDe(archivo: string): AsyncGenerator<{ texto: Buffer; hasta: number }> {
  let hasta = 0
  let utf16: TextDecoder | undefined
  try {
    for await (const leido of createReadStream(archivo, { highWaterMark: TROZO })) {
      const trozo: Buffer = leido
      const inicio = hasta === 0
      hasta += trozo.length
      if (inicio) utf16 = decodificadorUtf16(trozo)
      if (utf16) yield { texto: Buffer.from(utf16.decode(trozo, { stream: true })), hasta }
      else yield { texto: inicio ? sinMarca(trozo) : trozo, hasta }
    }
  } catch (error) {
    throw new OrdenFallida(`No se puede leer el archivo ${archivo}.`, error)
  }
}

const sinMarca = (trozo: Buffer): Buffer =>
  trozo.subarray(0, 3).toString('hex') === 'efbbbf' ? trozo.subarray(3) : trozo

/** UTF-16 is known by its mark, or by the zeros beside the letters that most of a table is made of. */
function decodificadorUtf16(trozo: Buffer): TextDecoder | undefined {
  const marca = trozo.subarray(0, 2).toString('hex')
  const muestra = trozo.subarray(0, 2048)
  const ceros = [0, 0]
  muestra.forEach((byte, i) => {
    if (byte === 0) ceros[i % 2] = (ceros[i % 2] ?? 0) + 1
  })
  const [pares = 0, impares = 0] = ceros.map((cuantos) => cuantos / muestra.length)
  if (marca === 'fffe' || (impares > 0.3 && pares < 0.1)) return new TextDecoder('utf-16le')
  if (marca === 'feff' || (pares > 0.3 && impares < 0.1)) return new TextDecoder('utf-16be')
  return undefined
}
