/**
 * The backup file: a line in clear (see FileHeader), then text lines compressed with gzip and encrypted with
 * AES-256-GCM, then the 16-byte tag that authenticates everything, including the first line. Streamed both
 * ways. Each key makes one file, of up to 64 GiB.
 */
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { CommandFailed } from '../command.ts'
import { deriveBackupKey, type FileHeader, fileHeaderSchema, makeFileHeader } from './key.ts'

const ALGORITHM = 'aes-256-gcm'
const TAG_BYTES = 16
const MAX_FILE_HEADER = 1024
const DAMAGED = 'El respaldo está cortado o alterado: no se cargó nada.'

/**
 * Writes the lines to a new file.
 * @param cost see PASSPHRASE_COST.
 */
export async function writeBackup(
  output: FileHandle,
  { passphrase, cost }: { passphrase: string; cost: number },
  lines: AsyncIterable<string>,
): Promise<void> {
  const { fileHeader, key } = await makeFileHeader(passphrase, cost)
  const first = `${JSON.stringify(fileHeader)}\n`
  const aesCipher = createCipheriv(ALGORITHM, key, Buffer.from(fileHeader.iv, 'base64'))
  aesCipher.setAAD(Buffer.from(first))
  await output.appendFile(first)
  await pipeline(Readable.from(lines), createGzip(), aesCipher, async (encrypted: AsyncIterable<Buffer>) => {
    for await (const chunk of encrypted) await output.appendFile(chunk)
  })
  await output.appendFile(aesCipher.getAuthTag())
  await output.sync()
}

export interface BackupFile {
  /** Passes its lines to `use`, which must read them all. Rejects if any was altered. */
  readThrough<T>(use: (lines: AsyncIterable<string>) => Promise<T>): Promise<T>
}

/**
 * Opens a backup after authenticating all of it.
 * @throws {CommandFailed} when it is not a backup, the passphrase is wrong, or it was cut or altered.
 */
export async function openBackup(path: string, passphrase: string): Promise<BackupFile> {
  const { fileHeader, first, length } = await readHeader(path)
  const { key, comprobacion } = await deriveBackupKey(passphrase, fileHeader)
  if (!timingSafeEqual(Buffer.from(comprobacion), Buffer.from(fileHeader.comprobacion))) {
    throw new CommandFailed('La frase no es la de este respaldo.')
  }
  const tag = await readAt(path, length - TAG_BYTES, TAG_BYTES)
  const decrypted = () => {
    const aesCipher = createDecipheriv(ALGORITHM, key, Buffer.from(fileHeader.iv, 'base64'))
    aesCipher.setAAD(first).setAuthTag(tag)
    return [createReadStream(path, { start: first.length, end: length - TAG_BYTES - 1 }), aesCipher] as const
  }
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() })
  await pipeline(...decrypted(), sink).catch((error) => {
    throw new CommandFailed(DAMAGED, error)
  })
  return {
    readThrough: (use) =>
      pipeline(...decrypted(), createGunzip(), (plaintext: AsyncIterable<Buffer>) =>
        use(splitLines(plaintext)),
      ),
  }
}

async function readHeader(path: string): Promise<{ fileHeader: FileHeader; first: Buffer; length: number }> {
  const start = await readAt(path, 0, MAX_FILE_HEADER)
  const first = start.subarray(0, start.indexOf('\n') + 1)
  const parsed = fileHeaderSchema.safeParse(parseJson(first.toString()))
  if (!parsed.success) throw new CommandFailed(`${path} no es un respaldo que esta versión sepa leer.`)
  const { size: length } = await withFile(path, (file) => file.stat())
  if (length <= first.length + TAG_BYTES) throw new CommandFailed(DAMAGED)
  return { fileHeader: parsed.data, first, length }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readAt = (path: string, position: number, length: number): Promise<Buffer> =>
  withFile(path, async (file) => {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position })
    return buffer.subarray(0, bytesRead)
  })

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r').catch((error) => {
    throw new CommandFailed(`No se puede leer ${path}.`, error)
  })
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const reader = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const parts = (rest + reader.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}
