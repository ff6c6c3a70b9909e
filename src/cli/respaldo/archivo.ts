/**
 * The file of a backup: a line in clear (see Encabezado), then lines of text compressed with gzip and encrypted
 * with AES-256-GCM, then the 16 bytes that authenticate all of it, the first line too. Written and read as a
 * stream. One key makes one file, of up to 64 GiB.
 */
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { OrdenFallida } from '../orden.ts'
import { type Encabezado, esquemaEncabezado, llaveDe, nuevoEncabezado } from './llave.ts'

const ALGORITMO = 'aes-256-gcm'
const TAG_BYTES = 16
const ENCABEZADO_MAXIMO = 1024
const DANADO = 'El respaldo está cortado o alterado: no se cargó nada.'

/** Writes the lines into a file that was just opened. @param costo see COSTO_DE_FRASE. */
export async function escribirArchivo(
  salida: FileHandle,
  { frase, costo }: { frase: string; costo: number },
  lineas: AsyncIterable<string>,
): Promise<void> {
  const { encabezado, llave } = await nuevoEncabezado(frase, costo)
  const primera = `${JSON.stringify(encabezado)}\n`
  const cifra = createCipheriv(ALGORITMO, llave, Buffer.from(encabezado.iv, 'base64'))
  cifra.setAAD(Buffer.from(primera))
  await salida.appendFile(primera)
  await pipeline(Readable.from(lineas), createGzip(), cifra, async (cifrado: AsyncIterable<Buffer>) => {
    for await (const trozo of cifrado) await salida.appendFile(trozo)
  })
  await salida.appendFile(cifra.getAuthTag())
  await salida.sync()
}

export interface ArchivoDeRespaldo {
  /** Gives its lines to `usar`, which must read them all, and ends well only when none was altered. */
  recorrer<T>(usar: (lineas: AsyncIterable<string>) => Promise<T>): Promise<T>
}

/**
 * Opens a backup and authenticates it whole before anything in it is looked at.
 * @throws {OrdenFallida} when it is not a backup, the passphrase is another one, or it was cut or altered.
 */
export async function abrirArchivo(ruta: string, frase: string): Promise<ArchivoDeRespaldo> {
  const { encabezado, primera, largo } = await leerEncabezado(ruta)
  const { llave, comprobacion } = await llaveDe(frase, encabezado)
  if (!timingSafeEqual(Buffer.from(comprobacion), Buffer.from(encabezado.comprobacion))) {
    throw new OrdenFallida('La frase no es la de este respaldo.')
  }
  const tag = await leerDesde(ruta, largo - TAG_BYTES, TAG_BYTES)
  const descifrado = () => {
    const cifra = createDecipheriv(ALGORITMO, llave, Buffer.from(encabezado.iv, 'base64'))
    cifra.setAAD(primera).setAuthTag(tag)
    return [createReadStream(ruta, { start: primera.length, end: largo - TAG_BYTES - 1 }), cifra] as const
  }
  const nada = new Writable({ write: (_trozo, _codificacion, seguir) => seguir() })
  await pipeline(...descifrado(), nada).catch((error) => {
    throw new OrdenFallida(DANADO, error)
  })
  return {
    recorrer: (usar) =>
      pipeline(...descifrado(), createGunzip(), (claro: AsyncIterable<Buffer>) => usar(lineasDe(claro))),
  }
}

async function leerEncabezado(
  ruta: string,
): Promise<{ encabezado: Encabezado; primera: Buffer; largo: number }> {
  const comienzo = await leerDesde(ruta, 0, ENCABEZADO_MAXIMO)
  const primera = comienzo.subarray(0, comienzo.indexOf('\n') + 1)
  const leido = esquemaEncabezado.safeParse(jsonDe(primera.toString()))
  if (!leido.success) throw new OrdenFallida(`${ruta} no es un respaldo que esta versión sepa leer.`)
  const { size: largo } = await conArchivo(ruta, (archivo) => archivo.stat())
  if (largo <= primera.length + TAG_BYTES) throw new OrdenFallida(DANADO)
  return { encabezado: leido.data, primera, largo }
}

function jsonDe(texto: string): unknown {
  try {
    return JSON.parse(texto)
  } catch {
    return undefined
  }
}

const leerDesde = (ruta: string, position: number, length: number): Promise<Buffer> =>
  conArchivo(ruta, async (archivo) => {
    const { buffer, bytesRead } = await archivo.read({ buffer: Buffer.alloc(length), position })
    return buffer.subarray(0, bytesRead)
  })

async function conArchivo<T>(ruta: string, usar: (archivo: FileHandle) => Promise<T>): Promise<T> {
  const archivo = await open(ruta, 'r').catch((error) => {
    throw new OrdenFallida(`No se puede leer ${ruta}.`, error)
  })
  try {
    return await usar(archivo)
  } finally {
    await archivo.close()
  }
}

async function* lineasDe(trozos: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const lector = new TextDecoder()
  let resto = ''
  for await (const trozo of trozos) {
    const partes = (resto + lector.decode(trozo, { stream: true })).split('\n')
    resto = partes.pop() ?? ''
    yield* partes
  }
}
