import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Config, databaseFile, InvalidConfig } from './config.ts'

/** How each setting is mended; the folders of messages are not needed where these leave in another way. */
const ADVICE = {
  DATA_DIR: 'set it to a folder that this user may write, such as /var/lib/clave-sence',
  DATABASE_URL: 'set it to a file in a folder that this user may write, such as /var/lib/clave-sence',
  MAIL_DIR: 'set SMTP_URL, or set it or DATA_DIR to a folder that this user may write',
  SMS_DIR: 'set SMS_WEBHOOK_URL, or set it or DATA_DIR to a folder that this user may write',
}

/** A folder, with the setting that names it. */
type Named = readonly [name: keyof typeof ADVICE, folder: string]

/** What stands in the way of writing in a folder, which is made when it is missing. */
function problemWith([name, folder]: Named): string[] {
  try {
    // Only of its owner: it holds messages, with their keys, and the database.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return []
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return [`${name}: nothing can be written in ${resolve(folder)} (${code}): ${ADVICE[name]}`]
  }
}

/** Makes folders that are missing. @throws {ConfigInvalida} with the setting of each that cannot be written. */
export function makeFolders(folders: readonly Named[]): void {
  const problems = folders.flatMap(problemWith)
  if (problems.length > 0) throw new InvalidConfig(problems)
}

/** Every folder in which the product writes with these settings. */
export function foldersOf(config: Config): Named[] {
  const file = databaseFile(config)
  // Production names its file; elsewhere it follows DATA_DIR.
  const own = config.NODE_ENV !== 'production' && file && dirname(file) === config.DATA_DIR
  return [
    ...(file ? [[own ? 'DATA_DIR' : 'DATABASE_URL', dirname(file)] as const] : []),
    ...(config.SMTP_URL ? [] : [['MAIL_DIR', config.MAIL_DIR] as const]),
    ...(config.SMS_WEBHOOK_URL ? [] : [['SMS_DIR', config.SMS_DIR] as const]),
  ]
}
