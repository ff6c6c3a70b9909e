import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { OrdenFallida } from '../orden.ts'

export interface Examinado {
  /** SHA-256, hexadecimal. */
  archivo: string
  bytes: number
}

/** Reads the whole file once, to know which one it is. @throws {OrdenFallida} when it cannot be read, or is empty. */
export async function examinar(ruta: string): Promise<Examinado> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const trozo of createReadStream(ruta, { highWaterMark: 2 ** 18 })) {
      hash.update(trozo)
      bytes += trozo.length
    }
  } catch (error) {
    throw new OrdenFallida(`No se puede leer el archivo ${ruta}.`, error)
  }
  if (bytes === 0) throw new OrdenFallida(`El archivo ${ruta} está vacío.`)
  return { archivo: hash.digest('hex'), bytes }
}
