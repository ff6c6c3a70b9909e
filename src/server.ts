import type { Server } from 'node:http'
import { createApp } from './app.ts'
import { recordCounts } from './application/audit/record-counts.ts'
import { sealAudit } from './application/audit/seal.ts'
import { smsBudgetWarning } from './application/notices/sms-budget.ts'
import type { Channel } from './application/ports.ts'
import { applyOrdenes } from './application/worker/apply-ordenes.ts'
import { applyPendingChanges } from './application/worker/apply-pending-changes.ts'
import { attendPeticiones } from './application/worker/attend-peticiones.ts'
import { countDays } from './application/worker/count-days.ts'
import { dispatchAvisos } from './application/worker/dispatch-avisos.ts'
import { endLlamadas } from './application/worker/end-llamadas.ts'
import { eraseClosed } from './application/worker/erase-closed.ts'
import { ErrorNotes } from './application/worker/error-notes.ts'
import { indexNames } from './application/worker/index-names.ts'
import { purge } from './application/worker/purge.ts'
import { scanDocumentos } from './application/worker/scan-documentos.ts'
import { tellLogouts, type Untold } from './application/worker/tell-logouts.ts'
import { createWorker, type Task, type Worker } from './application/worker/worker.ts'
import { wrapHashes } from './application/worker/wrap-hashes.ts'
import type { Composition } from './composition.ts'
import { type Config, servesDevPages } from './config/config.ts'
import { parseNetworks } from './config/networks.ts'
import { parseReturnSystems } from './domain/account/volver.ts'
import { paths } from './domain/urls.ts'
import { Traffic } from './http/forms/traffic.ts'
import { createMetrics } from './http/metrics.ts'
import { createUploadSlots } from './http/middleware/upload-slots.ts'
import type { Log, Services } from './http/services.ts'
import { browserCookie } from './http/session/browser-cookie.ts'
import { createCsrf } from './http/session/csrf.ts'
import { SAMPLES, SMS_SAMPLES } from './mail/messages/samples.ts'
import { createRenderer } from './mail/renderer.ts'
import { renderSms } from './mail/sms-renderer.ts'
import { createOpenId } from './openid/openid.ts'
import { systemScheduler } from './security/scheduler.ts'

const AVISO_BATCH = 20
const PETICION_BATCH = 50
/** Imported hashes wrapped per round; keeps the migration from monopolising a core. */
const WRAP_BATCH = 5
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** How long shutdown waits for requests in flight. */
const STOP_TIMEOUT_MS = 25 * SECOND_MS
/** How often shutdown closes connections that have become idle. */
const SWEEP_MS = SECOND_MS / 2

export interface Product {
  app: ReturnType<typeof createApp>
  worker: Worker
  services: Services
}

/** Builds the web application and the worker, without starting either. */
export async function assemble(config: Config, composition: Composition, log: Log): Promise<Product> {
  const { deps, mail, sms, sealer, hasherStatus, hashWaitMs } = composition
  const renderer = createRenderer()
  const who = deps.random.uuid()
  const errorNotes = new ErrorNotes(deps)
  const onFailure = (name: string, error: unknown) =>
    log.error({ task: name, err: error }, 'background task failed')
  const onUntold = (untold: Untold) => log.warn(untold, 'a system could not be told of sign-outs')
  const dispatchDeps = { ...deps, mail, renderer, sms, smsRenderer: renderSms, onFailure }
  const avisoTask = (channel: Channel): Task => ({
    name: `avisos por ${channel}`,
    everyMs: 2 * SECOND_MS,
    onWake: true,
    task: async () => {
      const { sent, failed } = await dispatchAvisos(dispatchDeps, { channel, who, limit: AVISO_BATCH })
      return sent + failed === AVISO_BATCH
    },
  })
  const inProduction = config.NODE_ENV === 'production'
  const sessionSecrets = config.SESSION_SECRET.split(',')
  const openId = createOpenId({
    deps,
    issuer: new URL(paths.openId.root, deps.policy.baseUrl).href,
    cookieKeys: sessionSecrets,
    inProduction,
    onFault: (error) => log.error({ err: error }, 'the OpenID provider failed'),
  })
  const worker = createWorker({ store: deps.store, scheduler: systemScheduler, onFailure, who }, [
    avisoTask('correo'),
    avisoTask('sms'),
    // Not woken by what it attends to: beginning with the answer, its work would show in the answer's time.
    {
      name: 'peticiones',
      everyMs: SECOND_MS,
      task: () => attendPeticiones(deps, PETICION_BATCH),
    },
    { name: 'órdenes', everyMs: 30 * SECOND_MS, task: () => applyOrdenes(deps) },
    {
      name: 'salidas de otros sistemas',
      everyMs: 2 * SECOND_MS,
      onWake: true,
      task: () => tellLogouts({ ...deps, logouts: openId.logouts, onUntold, onFailure }),
    },
    { name: 'llamadas', everyMs: MINUTE_MS, task: () => endLlamadas(deps) },
    { name: 'cuentas cerradas', everyMs: MINUTE_MS, task: () => eraseClosed(deps) },
    { name: 'cambios pendientes', everyMs: 30 * SECOND_MS, task: () => applyPendingChanges(deps) },
    {
      name: 'hashes del sistema anterior',
      everyMs: SECOND_MS / 2,
      task: () => wrapHashes(deps, WRAP_BATCH),
    },
    { name: 'antivirus', everyMs: MINUTE_MS, task: () => scanDocumentos(deps) },
    {
      name: 'presupuesto de SMS',
      everyMs: MINUTE_MS,
      task: async () => {
        const warning = await smsBudgetWarning(deps)
        if (warning) log.warn(warning, 'much of the budget of SMS of today is spent')
      },
    },
    { name: 'búsqueda', everyMs: 2 * SECOND_MS, task: () => indexNames(deps) },
    { name: 'conteo de días', everyMs: 10 * SECOND_MS, task: () => countDays(deps) },
    { name: 'errores', everyMs: 2 * SECOND_MS, task: () => errorNotes.write() },
    { name: 'purga', everyMs: MINUTE_MS, task: async () => (await purge(deps)).more },
    {
      name: 'sellos',
      everyMs: MINUTE_MS,
      task: async () => {
        await recordCounts(deps)
        const seal = await sealAudit(deps, sealer)
        if (seal) log.info({ seal: seal.number, until: seal.until, head: seal.seal }, 'audit sealed')
      },
    },
  ])
  deps.store.onQueued(() => worker.wake())
  const uploadSlots = createUploadSlots()
  const metrics = createMetrics(
    () => hasherStatus().pending,
    () => uploadSlots.status().inProgress,
  )
  const services: Services = {
    deps,
    csrf: createCsrf(deps),
    browsers: browserCookie({ deps, inProduction }),
    log,
    errorNotes,
    metrics,
    interactions: openId.interactions,
    traffic: new Traffic({
      freePosts: config.LIMIT_FREE_POSTS_PER_10_MINUTES,
      freeNetworkPosts: config.LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES,
      freeHashWaitMs: config.LIMIT_FREE_HASH_WAIT_SECONDS * SECOND_MS,
      hashWaitMs,
    }),
    returnSystems: parseReturnSystems(config.RETURN_SYSTEMS),
    inProduction,
    state: { stopping: false },
    metricsToken: config.METRICS_TOKEN,
    postsPer10Minutes: config.LIMIT_POSTS_PER_10_MINUTES,
    sessionsPer10Minutes: config.LIMIT_NEW_SESSIONS_PER_10_MINUTES,
    captchasPer10Minutes: config.LIMIT_CAPTCHAS_PER_10_MINUTES,
    consoleNetworks: config.CONSOLE_NETWORKS,
    answersConsole: parseNetworks(config.CONSOLE_NETWORKS),
    pace: {
      bytesPerSecond: config.LIMIT_BODY_BYTES_PER_SECOND,
      silenceSeconds: config.LIMIT_BODY_SILENCE_SECONDS,
    },
    scheduler: systemScheduler,
    uploadSlots,
  }
  const app = createApp({
    services,
    sessionSecrets,
    openId: openId.handle,
    proxies: /^\d+$/.test(config.TRUST_PROXY) ? Number(config.TRUST_PROXY) : config.TRUST_PROXY,
    ...(servesDevPages(config) && {
      devPages: await devPages(config, renderer),
    }),
  })
  return { app, worker, services }
}

/** Imported on demand: production never loads this code. */
async function devPages(config: Config, renderer: ReturnType<typeof createRenderer>) {
  const { devMail } = await import('./http/dev/mailbox.ts')
  return devMail({
    dir: config.MAIL_DIR,
    renderer,
    samples: SAMPLES,
    sms: { dir: config.SMS_DIR, renderer: renderSms, samples: SMS_SAMPLES },
  })
}

/**
 * Graceful shutdown: refuses new connections, lets requests in flight finish, has the worker release its
 * leases, then closes the database.
 * @returns whether requests finished in time.
 */
export async function stop(server: Server, product: Product, composition: Composition): Promise<boolean> {
  product.services.state.stopping = true
  const closed = new Promise<boolean>((resolve) => {
    server.close(() => resolve(true))
    setTimeout(() => resolve(false), STOP_TIMEOUT_MS).unref()
  })
  server.closeIdleConnections()
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const inTime = await closed
  clearInterval(sweep)
  server.closeAllConnections()
  await product.worker.stop()
  await composition.close()
  return inTime
}
