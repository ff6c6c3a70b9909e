import type { Config } from '../../config.ts'
import type { SqlStore } from '../../storage/index.ts'
import type { Cli, CommandHandler } from '../command.ts'
import { checkAntivirus } from '../doctor/antivirus.ts'
import { checkAudit } from '../doctor/audit.ts'
import { checkClock } from '../doctor/clock.ts'
import { checkMigrations, checkWriting } from '../doctor/database.ts'
import { checkDisk } from '../doctor/disk.ts'
import { type CheckLine, errorText, fail } from '../doctor/line.ts'
import { checkMail, checkOutbox } from '../doctor/mail.ts'
import { checkSecrets } from '../doctor/secrets.ts'
import { checkSettings } from '../doctor/settings.ts'
import { checkSms } from '../doctor/sms.ts'
import { openDatabase } from '../open-product.ts'

/** Looks at everything that can be wrong and changes nothing; one line for each check. */
export const doctor: CommandHandler = async (cli) => {
  let hasFailure = false
  for await (const { status, what, text } of checks(cli)) {
    hasFailure ||= status === 'mal'
    cli.print(`${status.padEnd(5)}  ${what}: ${text}`)
  }
  return hasFailure ? 1 : 0
}

async function* checks(cli: Cli): AsyncGenerator<CheckLine> {
  const { config, lines } = checkSettings(cli)
  yield* lines
  if (!config) return
  yield* await onFailure('secretos', checkSecrets(config))
  yield* await onFailure('correo', checkMail(config))
  yield* await onFailure('sms', checkSms(config, cli.clock))
  yield* await onFailure('antivirus', checkAntivirus(config))
  yield* await onFailure('disco', checkDisk(cli, config.DATA_DIR))
  yield* databaseChecks(cli, config)
}

async function* databaseChecks(cli: Cli, config: Config): AsyncGenerator<CheckLine> {
  let store: SqlStore
  try {
    store = await openDatabase(config)
  } catch (error) {
    return yield fail('base de datos', errorText(error))
  }
  try {
    const migrationsLine = await checkMigrations(store)
    yield migrationsLine
    if (migrationsLine.status === 'mal') return
    const now = cli.clock.now()
    yield* await onFailure('base de datos', checkWriting(store, config))
    yield* await onFailure('reloj', checkClock(store, now))
    yield* await onFailure('avisos', checkOutbox(store, now))
    yield* await onFailure('bitácora', checkAudit(store, config))
  } finally {
    await store.close()
  }
}

/** A check that breaks is a bad line, and the others go on. */
const onFailure = (what: string, lines: Promise<CheckLine | CheckLine[]>): Promise<CheckLine[]> =>
  lines.then(
    (parsed) => [parsed].flat(),
    (error) => [fail(what, errorText(error))],
  )
