import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { CommandFailed } from '../command.ts'

export interface ExaminedFile {
  /** SHA-256, hexadecimal. */
  fileHash: string
  bytes: number
}

/**
 * Identifies a file by reading it whole once.
 * @throws {CommandFailed} when it cannot be read or is empty.
 */
export async function examine(path: string): Promise<ExaminedFile> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
      hash.update(chunk)
      bytes += chunk.length
    }
  } catch (error) {
    throw new CommandFailed(`No se puede leer el archivo ${path}.`, error)
  }
  if (bytes === 0) throw new CommandFailed(`El archivo ${path} está vacío.`)
  return { fileHash: hash.digest('hex'), bytes }
}
