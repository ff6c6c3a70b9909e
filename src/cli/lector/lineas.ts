/** The lines of a text file of any size, some at a time: memory stays flat, and a bad one spoils no other. */
import { isAscii, isUtf8 } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { OrdenFallida } from '../orden.ts'
import { CODIFICACIONES, type Codificacion, codificacionDe, decodificarCon, seLee } from './codificacion.ts'
import { CR, LARGO_DE_LINEA, LF, trozosDe } from './trozos.ts'

const UTF8 = new TextDecoder('utf-8')
/** So many lines tell the encoding of a file. */
const MUESTRA = 2000

/** A line without its end, or why it cannot be read: too long, or letters that cannot be told. */
export type LineaDeTexto = {
  /** From 1, as editors count. */
  numero: number
  /** The file ends in the middle of it. */
  sinFin?: true
} & ({ texto: string } | { texto: null; motivo: 'larga' | 'letras' })

export interface OpcionesLineas {
  /** Gets how many bytes were read so far. */
  alLeer?: ((bytes: number) => void) | undefined
  /** Of what is not UTF-8; without it, it is found out. */
  codificacion?: Codificacion | undefined
  /** Gets the encoding that was found out, where the file is not in UTF-8. */
  alReconocer?: ((codificacion: Codificacion) => void) | undefined
}

/**
 * Reads a file by lines, in UTF-8, UTF-16, Windows-1252, MacRoman or CP850. In one that is not UTF-8 the lines that
 * are stay so.
 * @throws {OrdenFallida} when the file cannot be read, or nobody can tell which letters it has.
 */
export async function* lineasDe(
  archivo: string,
  { alLeer, codificacion, alReconocer }: OpcionesLineas = {},
): AsyncGenerator<LineaDeTexto[]> {
  const reconocida = codificacion ?? (await reconocer(archivo))
  if (reconocida && !codificacion) alReconocer?.(reconocida)
  const decodificar = (bytes: Buffer): string | null => {
    if (isUtf8(bytes)) return UTF8.decode(bytes)
    if (!reconocida || !(codificacion || seLee(bytes, reconocida))) return null
    return decodificarCon(bytes, reconocida)
  }
  let numero = 0
  for await (const { bytes, sinFin, leidos } of trozosDe(archivo)) {
    // At once where all of it is UTF-8, which is much faster.
    const textos = isUtf8(bytes) ? separar(UTF8.decode(bytes)) : partir(bytes).map(decodificar)
    alLeer?.(leidos)
    yield textos.map((texto): LineaDeTexto => {
      numero += 1
      if (texto === null) return { numero, texto, motivo: 'letras' }
      if (texto.length > LARGO_DE_LINEA) return { numero, texto: null, motivo: 'larga' }
      return sinFin ? { numero, texto, sinFin } : { numero, texto }
    })
  }
}

/**
 * Finds out the encoding of a file from the lines of it that are not UTF-8.
 * @returns undefined when there are none, when they are strays in a file in UTF-8, to be refused one by one, or when it
 *   can be read only once.
 */
async function reconocer(archivo: string): Promise<Codificacion | undefined> {
  const seRelee = await stat(archivo).then(
    (que) => que.isFile(),
    () => false,
  )
  if (!seRelee) return undefined
  const ajenas: Buffer[] = []
  let enUtf8 = 0
  for await (const { bytes } of trozosDe(archivo)) {
    if (isAscii(bytes)) continue
    for (const linea of partir(bytes)) {
      if (!isUtf8(linea)) ajenas.push(linea.length > LARGO_DE_LINEA ? Buffer.alloc(0) : Buffer.from(linea))
      else if (!isAscii(linea)) enUtf8 += 1
      if (ajenas.length === MUESTRA) break
    }
    if (ajenas.length === MUESTRA) break
  }
  if (ajenas.length === 0) return undefined
  const codificacion = codificacionDe(ajenas)
  if (!codificacion && enUtf8 <= ajenas.length) {
    throw new OrdenFallida(
      `No se sabe con certeza qué letras con acento trae el archivo. Guárdelo como CSV UTF-8, o diga cómo está escrito: --codificacion ${CODIFICACIONES.join(', ')}.`,
    )
  }
  return codificacion
}

const separar = (texto: string): string[] => texto.split(texto.includes('\r') ? /\r\n|\r|\n/ : '\n')

function partir(bytes: Buffer): Buffer[] {
  const lineas: Buffer[] = []
  let desde = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== LF && bytes[i] !== CR) continue
    lineas.push(bytes.subarray(desde, i))
    if (bytes[i] === CR && bytes[i + 1] === LF) i += 1
    desde = i + 1
  }
  return [...lineas, bytes.subarray(desde)]
}
