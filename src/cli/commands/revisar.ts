import type { Config } from '../../config/config.ts'
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
import { checkLogouts } from '../doctor/sistemas.ts'
import { checkSms, checkSmsBudget } from '../doctor/sms.ts'
import { openDatabase } from '../open-product.ts'

/** Checks everything that can be wrong, without changing anything; one line per check. */
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
  yield* await catchingErrors('secretos', checkSecrets(config))
  yield* await catchingErrors('correo', checkMail(config))
  yield* await catchingErrors('sms', checkSms(config, cli.clock))
  yield* await catchingErrors('antivirus', checkAntivirus(config))
  yield* await catchingErrors('disco', checkDisk(cli, config.DATA_DIR))
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
    yield* await catchingErrors('base de datos', checkWriting(store, config))
    yield* await catchingErrors('reloj', checkClock(store, now))
    yield* await catchingErrors('avisos', checkOutbox(store, now))
    yield* await catchingErrors('salidas de otros sistemas', checkLogouts(store, now))
    yield* await catchingErrors('sms del día', checkSmsBudget(store, config, cli.clock))
    yield* await catchingErrors('bitácora', checkAudit(store, config))
  } finally {
    await store.close()
  }
}

/** Turns a check that throws into a failed line, so that the others go on. */
const catchingErrors = (what: string, lines: Promise<CheckLine | CheckLine[]>): Promise<CheckLine[]> =>
  lines.then(
    (results) => [results].flat(),
    (error) => [fail(what, errorText(error))],
  )
