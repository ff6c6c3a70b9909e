import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LocalSecrets, secretsSchema } from './config/variables.ts'
import { makeFolders } from './folders.ts'

/** The file with development's own secrets. */
export const secretsFile = (folder: string): string => join(folder, 'secretos.json')

/**
 * Development's secrets: generated at the first start into a file that only this user can read. Two processes
 * that start at once end up with the same ones.
 * @throws {InvalidConfig} when the folder cannot be written. Also throws when the file cannot be read or does
 *   not hold the three secrets.
 */
export function localSecrets(folder: string): LocalSecrets {
  makeFolders([['DATA_DIR', folder]])
  const file = secretsFile(folder)
  const draft = `${file}.${process.pid}`
  const key = () => `k1:${randomBytes(32).toString('base64')}`
  const generated: LocalSecrets = {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    PEPPER: key(),
    ENCRYPTION_KEYS: key(),
  }
  writeFileSync(draft, `${JSON.stringify(generated, null, 2)}\n`, { mode: 0o600 })
  try {
    // Linking is atomic and never replaces an existing file.
    linkSync(draft, file)
    chmodSync(file, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
