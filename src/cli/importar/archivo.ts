/** A file that another system made: what text it holds, and its lines. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { TextDecoder } from 'node:util'
import { OrdenFallida } from '../orden.ts'

export type Codificacion = 'utf-8' | 'utf-16le' | 'windows-1252'

export interface Examinado {
  /** SHA-256, hexadecimal. */
  archivo: string
  codificacion: Codificacion
  bytes: number
}

/** A line by its number; without text when it is longer than {@link LARGO_DE_LINEA}. */
export interface Linea {
  numero: number
  texto: string | undefined
}

/** Characters that a line can have: many times what an account needs, and little enough to keep in memory. */
export const LARGO_DE_LINEA = 65_536

/**
 * Reads the whole file once: UTF-8 when all of it is, and otherwise what Windows writes in Chile.
 * @throws {OrdenFallida} when it cannot be read, or is empty.
 */
export async function examinar(ruta: string): Promise<Examinado> {
  const hash = createHash('sha256')
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let codificacion: Codificacion | undefined
  let bytes = 0
  for await (const trozo of trozosDe(ruta)) {
    if (bytes === 0 && trozo[0] === 0xff && trozo[1] === 0xfe) codificacion = 'utf-16le'
    hash.update(trozo)
    bytes += trozo.length
    if (!codificacion && !decodifica(utf8, trozo)) codificacion = 'windows-1252'
  }
  if (bytes === 0) throw new OrdenFallida(`El archivo ${ruta} está vacío.`)
  if (!codificacion && !decodifica(utf8)) codificacion = 'windows-1252'
  return { archivo: hash.digest('hex'), codificacion: codificacion ?? 'utf-8', bytes }
}

function decodifica(decodificador: TextDecoder, trozo?: Buffer): boolean {
  try {
    decodificador.decode(trozo, { stream: trozo !== undefined })
    return true
  } catch {
    return false
  }
}

/** @throws {OrdenFallida} when the file cannot be read. */
async function* trozosDe(ruta: string): AsyncGenerator<Buffer> {
  const archivo = await open(ruta).catch((error) => {
    throw new OrdenFallida(`No se puede leer ${ruta}.`, error)
  })
  try {
    if (!(await archivo.stat()).isFile()) throw new OrdenFallida(`${ruta} no es un archivo.`)
    yield* createReadStream('', { fd: archivo, autoClose: false, highWaterMark: 2 ** 18 })
  } finally {
    await archivo.close()
  }
}

/**
 * The lines of a file, those of each piece of it together, without their ends; blank ones are left out.
 * @param alLeer told how many bytes were read so far.
 */
export async function* lineasDe(
  ruta: string,
  codificacion: Codificacion,
  alLeer: (bytes: number) => void,
): AsyncGenerator<Linea[]> {
  // Takes a byte-order mark away.
  const decodificador = new TextDecoder(codificacion)
  let resto = ''
  let numero = 0
  let bytes = 0
  let larga = false
  const tomar = (texto: string): Linea => {
    const linea = { numero: ++numero, texto: larga || texto.length > LARGO_DE_LINEA ? undefined : texto }
    larga = false
    return linea
  }
  for await (const trozo of trozosDe(ruta)) {
    const partes = (resto + decodificador.decode(trozo, { stream: true })).split('\n')
    resto = partes.pop() ?? ''
    const lineas = partes.map((parte) => tomar(parte.endsWith('\r') ? parte.slice(0, -1) : parte))
    if (resto.length > LARGO_DE_LINEA) {
      larga = true
      resto = ''
    }
    bytes += trozo.length
    alLeer(bytes)
    yield lineas.filter(noEnBlanco)
  }
  const ultima = resto + decodificador.decode()
  if (ultima || larga) yield [tomar(ultima.replace(/\r$/, ''))].filter(noEnBlanco)
}

const noEnBlanco = ({ texto }: Linea): boolean => texto === undefined || /\S/.test(texto)
