import { resolve } from 'node:path'
import { componer } from './composition.ts'
import {
  advertencias,
  avisoDeProxy,
  type Config,
  ConfigInvalida,
  conPaginasDeDesarrollo,
  leerConfig,
} from './config.ts'
import { foldersOf, makeFolders } from './folders.ts'
import { settleConnections } from './http/connections.ts'
import { crearLog } from './log.ts'
import { archivoDeSecretos, secretosLocales } from './secretos-locales.ts'
import { cederElPaso } from './security/prioridad.ts'
import { armar, detener } from './server.ts'

const VERSION_MINIMA = 24

async function iniciar(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < VERSION_MINIMA) {
    throw new Error(`Node ${VERSION_MINIMA} or newer is needed: start with "npm start"`)
  }
  const config = leerConfig(process.env, secretosLocales)
  const log = crearLog(config.LOG_LEVEL)
  for (const advertencia of [...avisoDeProxy(config), ...advertencias(config)]) log.warn(advertencia)

  makeFolders(foldersOf(config))
  const composicion = await componer(config)
  await cederElPaso()
  const producto = await armar(config, composicion, log)
  const servidor = producto.app.listen(config.PORT, config.HOST, (error) => {
    if (error) return terminar(error)
    producto.trabajador.iniciar()
    if (config.NODE_ENV === 'production') log.info({ host: config.HOST, port: config.PORT }, 'listening')
    else presentar(config)
  })
  settleConnections(servidor)

  let deteniendose = false
  const parar = () => {
    if (deteniendose) return
    deteniendose = true
    detener(servidor, producto, composicion).then((aTiempo) => process.exit(aTiempo ? 0 : 1), terminar)
  }
  process.on('SIGTERM', parar)
  process.on('SIGINT', parar)
}

function presentar(config: Config): void {
  const lineas = [
    ['Open', config.BASE_URL],
    ['Mail that was sent', correoEnviado(config)],
    ['Mail folder', resolve(config.MAIL_DIR)],
    ['SMS', config.SMS_WEBHOOK_URL ? 'gateway' : resolve(config.SMS_DIR)],
    [
      'Database',
      config.DATABASE_URL.startsWith('sqlite:') ? resolve(config.DATABASE_URL.slice(7)) : 'PostgreSQL',
    ],
    ['Secrets', resolve(archivoDeSecretos(config.DATA_DIR))],
  ]
  console.log(`\nClave SENCE is running.\n${lineas.map(([que, donde]) => `  ${que}: ${donde}`).join('\n')}\n`)
}

function correoEnviado(config: Config): string {
  if (config.SMTP_URL) return 'SMTP'
  return conPaginasDeDesarrollo(config) ? `${config.BASE_URL}/dev/correo` : 'in its folder only'
}

function terminar(error: unknown): void {
  const problemas =
    error instanceof ConfigInvalida
      ? error.problemas
      : [error instanceof Error ? error.message : String(error)]
  for (const problema of problemas) console.error(problema)
  process.exit(1)
}

iniciar().catch(terminar)
