import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Config, databaseFile, InvalidConfig } from './config/config.ts'

/** How to fix each setting. The message folders are needed only without SMTP or an SMS gateway. */
const ADVICE = {
  DATA_DIR: 'set it to a folder that this user may write, such as /var/lib/clave-sence',
  DATABASE_URL: 'set it to a file in a folder that this user may write, such as /var/lib/clave-sence',
  MAIL_DIR: 'set SMTP_URL, or set it or DATA_DIR to a folder that this user may write',
  SMS_DIR: 'set SMS_WEBHOOK_URL, or set it or DATA_DIR to a folder that this user may write',
}

/** A folder and the setting it comes from. */
type NamedFolder = readonly [name: keyof typeof ADVICE, folder: string]

/** Creates the folder if missing; says why it cannot be written, or nothing. */
function problemWith([name, folder]: NamedFolder): string[] {
  try {
    // Owner only: it holds the database, and messages with claves in them.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return []
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return [`${name}: nothing can be written in ${resolve(folder)} (${code}): ${ADVICE[name]}`]
  }
}

/**
 * Creates the folders that are missing.
 * @throws {InvalidConfig} naming the setting of each one that cannot be written.
 */
export function makeFolders(folders: readonly NamedFolder[]): void {
  const problems = folders.flatMap(problemWith)
  if (problems.length > 0) throw new InvalidConfig(problems)
}

/** Every folder that the product writes to under these settings. */
export function foldersOf(config: Config): NamedFolder[] {
  const file = databaseFile(config)
  // Production must set DATABASE_URL; elsewhere its default follows DATA_DIR.
  const followsDataDir = config.NODE_ENV !== 'production' && file && dirname(file) === config.DATA_DIR
  return [
    ...(file ? [[followsDataDir ? 'DATA_DIR' : 'DATABASE_URL', dirname(file)] as const] : []),
    ...(config.SMTP_URL ? [] : [['MAIL_DIR', config.MAIL_DIR] as const]),
    ...(config.SMS_WEBHOOK_URL ? [] : [['SMS_DIR', config.SMS_DIR] as const]),
  ]
}
