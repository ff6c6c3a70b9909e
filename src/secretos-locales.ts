import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { esquemaDeSecretos, type SecretosLocales } from './config.ts'
import { makeFolders } from './folders.ts'

/** Where development keeps the secrets that it made for itself. */
export const archivoDeSecretos = (carpeta: string): string => join(carpeta, 'secretos.json')

/**
 * The secrets of development: made once, readable by this user only, and read ever after. Two processes that
 * start at once end with the same.
 * @throws {ConfigInvalida} when nothing can be written there, and when the file cannot be read or does not hold the three secrets.
 */
export function secretosLocales(carpeta: string): SecretosLocales {
  makeFolders([['DATA_DIR', carpeta]])
  const archivo = archivoDeSecretos(carpeta)
  const borrador = `${archivo}.${process.pid}`
  const llave = () => `k1:${randomBytes(32).toString('base64')}`
  const nuevos: SecretosLocales = {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    PEPPER: llave(),
    ENCRYPTION_KEYS: llave(),
  }
  writeFileSync(borrador, `${JSON.stringify(nuevos, null, 2)}\n`, { mode: 0o600 })
  try {
    // A link is made whole or not at all, and never over a file that is there.
    linkSync(borrador, archivo)
    chmodSync(archivo, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(borrador, { force: true })
  }
  return esquemaDeSecretos.parse(JSON.parse(readFileSync(archivo, 'utf8')))
}
