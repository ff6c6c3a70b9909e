import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { analizarDocumentos } from './application/analizar-documentos.ts'
import { aplicarCambiosEmail } from './application/aplicar-cambios-email.ts'
import { despacharAvisos } from './application/despachar-avisos.ts'
import { envolverHashes } from './application/envolver-hashes.ts'
import type { Canal } from './application/ports.ts'
import { purgar } from './application/purgar.ts'
import { sellarBitacora } from './application/sellar-bitacora.ts'
import { crearTrabajador, type Tarea, type Trabajador } from './application/trabajador.ts'
import type { Composicion } from './composition.ts'
import { type Config, conPaginasDeDesarrollo } from './config.ts'
import { leerSistemas } from './domain/volver.ts'
import { crearCsrf } from './http/csrf.ts'
import { crearMetricas } from './http/metricas.ts'
import type { Servicios } from './http/servicios.ts'
import { EJEMPLOS, EJEMPLOS_SMS } from './mail/mensajes/ejemplos.ts'
import { crearRedactor } from './mail/redactor.ts'
import { redactarSms } from './mail/redactor-sms.ts'
import { programadorDelSistema } from './security/programador.ts'

const TANDA_DE_AVISOS = 20
/** Some four a second of those that an import left, so that a core is never theirs alone. */
const TANDA_POR_ENVOLVER = 5
const SEGUNDO = 1000
const MINUTO = 60 * SEGUNDO
/** How long requests in flight may take to finish at a stop. */
const PARADA_MS = 25 * SEGUNDO
/** How often, meanwhile, connections whose request has finished are closed. */
const REPASO_MS = SEGUNDO / 2

export interface Producto {
  app: ReturnType<typeof createApp>
  trabajador: Trabajador
  servicios: Servicios
}

/** The application and the worker beside it, not started yet. */
export async function armar(config: Config, composicion: Composicion, log: Logger): Promise<Producto> {
  const { deps, correo, sms, sellador, estadoHasher } = composicion
  const redactor = crearRedactor()
  const quien = deps.azar.uuid()
  const alFallar = (nombre: string, error: unknown) =>
    log.error({ tarea: nombre, err: error }, 'background task failed')
  const despacho = { ...deps, correo, redactor, sms, redactorSms: redactarSms, alFallar }
  const tareaDeAvisos = (canal: Canal): Tarea => ({
    nombre: `avisos por ${canal}`,
    cadaMs: 2 * SEGUNDO,
    alDespertar: true,
    tarea: async () => {
      const { enviados, fallidos } = await despacharAvisos(despacho, { canal, quien, tope: TANDA_DE_AVISOS })
      return enviados + fallidos === TANDA_DE_AVISOS
    },
  })
  const trabajador = crearTrabajador(
    { almacen: deps.almacen, programador: programadorDelSistema, alFallar, quien },
    [
      tareaDeAvisos('correo'),
      tareaDeAvisos('sms'),
      { nombre: 'cambios de e-mail', cadaMs: 30 * SEGUNDO, tarea: () => aplicarCambiosEmail(deps) },
      {
        nombre: 'hashes del sistema anterior',
        cadaMs: SEGUNDO / 2,
        tarea: () => envolverHashes(deps, TANDA_POR_ENVOLVER),
      },
      { nombre: 'antivirus', cadaMs: MINUTO, tarea: () => analizarDocumentos(deps) },
      { nombre: 'purga', cadaMs: MINUTO, tarea: () => purgar(deps) },
      {
        nombre: 'sellos',
        cadaMs: MINUTO,
        tarea: async () => {
          const sello = await sellarBitacora(deps, sellador)
          if (sello)
            log.info({ sello: sello.numero, hasta: sello.hasta, cabeza: sello.sello }, 'audit sealed')
        },
      },
    ],
  )
  const metricas = crearMetricas(() => estadoHasher().pendientes)
  const enProduccion = config.NODE_ENV === 'production'
  const servicios: Servicios = {
    deps,
    csrf: crearCsrf(deps),
    log,
    metricas,
    sistemas: leerSistemas(config.RETURN_SYSTEMS),
    despertar: () => trabajador.despertar(),
    enProduccion,
    estado: { deteniendose: false },
    tokenMetricas: config.METRICS_TOKEN,
    enviosPor10Minutos: config.LIMIT_POSTS_PER_10_MINUTES,
    sesionesPor10Minutos: config.LIMIT_NEW_SESSIONS_PER_10_MINUTES,
    captchasPor10Minutos: config.LIMIT_CAPTCHAS_PER_10_MINUTES,
  }
  const app = createApp({
    servicios,
    secretosDeSesion: config.SESSION_SECRET.split(','),
    proxies: /^\d+$/.test(config.TRUST_PROXY) ? Number(config.TRUST_PROXY) : config.TRUST_PROXY,
    ...(conPaginasDeDesarrollo(config) && {
      paginasDeDesarrollo: await paginasDeDesarrollo(config, redactor),
    }),
  })
  return { app, trabajador, servicios }
}

/** Loaded only in development: production does not even read this code. */
async function paginasDeDesarrollo(config: Config, redactor: ReturnType<typeof crearRedactor>) {
  const { correoDeDesarrollo } = await import('./http/dev/correo.ts')
  return correoDeDesarrollo({
    dir: config.MAIL_DIR,
    redactor,
    ejemplos: EJEMPLOS,
    sms: { dir: config.SMS_DIR, redactor: redactarSms, ejemplos: EJEMPLOS_SMS },
  })
}

/**
 * Stops in order: no new connections, requests in flight finish, the worker lets go of its leases, the database closes.
 * @returns whether everything finished in time.
 */
export async function detener(
  servidor: Server,
  producto: Producto,
  composicion: Composicion,
): Promise<boolean> {
  producto.servicios.estado.deteniendose = true
  const cerrado = new Promise<boolean>((resolver) => {
    servidor.close(() => resolver(true))
    setTimeout(() => resolver(false), PARADA_MS).unref()
  })
  servidor.closeIdleConnections()
  const repaso = setInterval(() => servidor.closeIdleConnections(), REPASO_MS)
  const aTiempo = await cerrado
  clearInterval(repaso)
  servidor.closeAllConnections()
  await producto.trabajador.detener()
  await composicion.cerrar()
  return aTiempo
}
