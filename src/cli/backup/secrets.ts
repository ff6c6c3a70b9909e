import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { type LocalSecrets, SECRET_NAMES } from '../../config/variables.ts'
import { CommandFailed } from '../command.ts'

/** The secrets of a backup that the environment lacks or has with another value. */
export const secretsToSet = (
  secrets: LocalSecrets,
  env: Readonly<Record<string, string | undefined>>,
): string[] => SECRET_NAMES.filter((name) => env[name] !== secrets[name])

/**
 * Writes secrets to a file only this user can read. Never overwrites others: they may be the only ones of a
 * database.
 * @returns a function that removes the file, unless it was already there.
 * @throws {CommandFailed} when the file holds something else or cannot be written.
 */
export async function writeSecrets(destination: string, secrets: LocalSecrets): Promise<() => Promise<void>> {
  const text = `${JSON.stringify(secrets, SECRET_NAMES, 2)}\n`
  const draft = `${destination}.${process.pid}.tmp`
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true })
    await link(draft, destination)
    return () => rm(destination)
  } catch (error) {
    const existing = await readFile(destination, 'utf8').catch(() => undefined)
    if (existing === text) return async () => {}
    throw new CommandFailed(
      existing === undefined
        ? `No se puede escribir ${destination}.`
        : `${destination} ya tiene otros secretos: muévalo a otra parte o use --secretos <destino>.`,
      error,
    )
  } finally {
    await rm(draft, { force: true })
  }
}
