import { randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'

/** Base-2 logarithm of scrypt's N: half a second and 128 MiB per guess at a passphrase (RFC 7914). */
export const PASSPHRASE_COST = 17
/** Keeps an altered header from exhausting the machine's memory. */
const MAX_COST = 20

const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, `must have ${bytes} bytes`)

/** A backup's first line, in clear but authenticated: what is needed to derive its key. */
export const fileHeaderSchema = z.strictObject({
  formato: z.literal('clave-sence-respaldo'),
  version: z.literal(1),
  costo: z.int().min(1).max(MAX_COST),
  sal: base64(16),
  iv: base64(12),
  /**
   * Distinguishes a wrong passphrase from a damaged file; reveals no more about the key than the file does.
   */
  comprobacion: base64(32),
})
export type FileHeader = z.infer<typeof fileHeaderSchema>

/** Derived from a passphrase: the file's key, and a check value for the passphrase. */
export interface BackupKey {
  key: Buffer
  comprobacion: string
}

export async function deriveBackupKey(
  passphrase: string,
  { sal, costo }: Pick<FileHeader, 'sal' | 'costo'>,
): Promise<BackupKey> {
  const N = 2 ** costo
  const bytes = await new Promise<Buffer>((resolve, fail) =>
    scrypt(
      passphrase.normalize('NFC'),
      Buffer.from(sal, 'base64'),
      64,
      { N, r: 8, p: 1, maxmem: 2 * 128 * N * 8 },
      (error, derived) => (error ? fail(error) : resolve(derived)),
    ),
  )
  return { key: bytes.subarray(0, 32), comprobacion: bytes.subarray(32).toString('base64') }
}

/** Creates a header and its key, with fresh salt and nonce. */
export async function makeFileHeader(
  passphrase: string,
  costo: number,
): Promise<{ fileHeader: FileHeader; key: Buffer }> {
  const unchecked = {
    formato: 'clave-sence-respaldo',
    version: 1,
    costo,
    sal: randomBytes(16).toString('base64'),
    iv: randomBytes(12).toString('base64'),
  } as const
  const { key, comprobacion } = await deriveBackupKey(passphrase, unchecked)
  return { fileHeader: { ...unchecked, comprobacion }, key }
}
