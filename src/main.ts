import { resolve } from 'node:path'
import { composeProduct } from './composition.ts'
import { type Config, InvalidConfig, readConfig, servesDevPages } from './config/config.ts'
import { proxyWarning, startWarnings } from './config/warnings.ts'
import { paths } from './domain/urls.ts'
import { foldersOf, makeFolders } from './folders.ts'
import { configureConnections } from './http/request/connections.ts'
import { localSecrets, secretsFile } from './local-secrets.ts'
import { createLog } from './log.ts'
import { lowerPoolPriority } from './security/thread-priority.ts'
import { assemble, stop } from './server.ts'

const MIN_NODE_VERSION = 24
/** After the first pages, before the first new clave. */
const ESTIMATOR_DELAY_MS = 3000

async function start(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < MIN_NODE_VERSION) {
    throw new Error(`Node ${MIN_NODE_VERSION} or newer is needed: start with "npm start"`)
  }
  const config = readConfig(process.env, localSecrets)
  const log = createLog(config.LOG_LEVEL)
  for (const warning of [...proxyWarning(config), ...startWarnings(config)]) log.warn(warning)

  makeFolders(foldersOf(config))
  const composition = await composeProduct(config)
  await lowerPoolPriority()
  const product = await assemble(config, composition, log)
  const server = product.app.listen(config.PORT, config.HOST, (error) => {
    if (error) return fail(error)
    product.worker.start()
    setTimeout(() => {
      composition.deps.estimator
        .load()
        .catch((error) => log.error({ err: error }, 'estimator of claves not loaded'))
    }, ESTIMATOR_DELAY_MS).unref()
    if (config.NODE_ENV === 'production') log.info({ host: config.HOST, port: config.PORT }, 'listening')
    else printStart(config)
  })
  configureConnections(server)

  let stopping = false
  const shutDown = () => {
    if (stopping) return
    stopping = true
    stop(server, product, composition).then((inTime) => process.exit(inTime ? 0 : 1), fail)
  }
  process.on('SIGTERM', shutDown)
  process.on('SIGINT', shutDown)
}

/** For people who start it in a terminal. */
function printStart(config: Config): void {
  const lines = [
    ['Open', config.BASE_URL],
    ['Mail that was sent', whereMailGoes(config)],
    ['Mail folder', resolve(config.MAIL_DIR)],
    ['SMS', config.SMS_WEBHOOK_URL ? 'gateway' : resolve(config.SMS_DIR)],
    [
      'Database',
      config.DATABASE_URL.startsWith('sqlite:') ? resolve(config.DATABASE_URL.slice(7)) : 'PostgreSQL',
    ],
    ['Secrets', resolve(secretsFile(config.DATA_DIR))],
  ]
  console.log(
    `\nClave SENCE is running.\n${lines.map(([what, where]) => `  ${what}: ${where}`).join('\n')}\n`,
  )
}

function whereMailGoes(config: Config): string {
  if (config.SMTP_URL) return 'SMTP'
  return servesDevPages(config) ? `${config.BASE_URL}${paths.devMail}` : 'in its folder only'
}

function fail(error: unknown): void {
  const problems =
    error instanceof InvalidConfig ? error.problems : [error instanceof Error ? error.message : String(error)]
  for (const problem of problems) console.error(problem)
  process.exit(1)
}

start().catch(fail)
