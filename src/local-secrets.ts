import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LocalSecrets, secretsSchema } from './config.ts'
import { makeFolders } from './folders.ts'

/** Where development keeps the secrets that it made for itself. */
export const secretsFile = (folder: string): string => join(folder, 'secretos.json')

/**
 * The secrets of development: made once, readable by this user only, and read ever after. Two processes that
 * start at once end with the same.
 * @throws {ConfigInvalida} when nothing can be written there, and when the file cannot be read or does not hold the three secrets.
 */
export function localSecrets(folder: string): LocalSecrets {
  makeFolders([['DATA_DIR', folder]])
  const file = secretsFile(folder)
  const draft = `${file}.${process.pid}`
  const key = () => `k1:${randomBytes(32).toString('base64')}`
  const made: LocalSecrets = {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    PEPPER: key(),
    ENCRYPTION_KEYS: key(),
  }
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  try {
    // A link is made whole or not at all, and never over a file that is there.
    linkSync(draft, file)
    chmodSync(file, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
