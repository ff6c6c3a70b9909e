import { fileURLToPath } from 'node:url'
import express, { type Express, type RequestHandler } from 'express'
import * as urls from './domain/urls.ts'
import { citizenEntrance } from './http/citizen/entrance.ts'
import { claveUnicaSignOut } from './http/claveunica-sign-out.ts'
import { healthRoutes } from './http/health.ts'
import { compressPages } from './http/middleware/compress-pages.ts'
import { handleErrors, notFound } from './http/middleware/error-pages.ts'
import { parseForm } from './http/middleware/parse-form.ts'
import { limitSignIns } from './http/middleware/rate-limits.ts'
import { readAddress, readOnly, requireMethod, requirePath } from './http/middleware/request-line.ts'
import { assignRequestId, closeWhenStopping, logRequest } from './http/middleware/request-log.ts'
import { noStore, securityHeaders } from './http/middleware/security-headers.ts'
import { openIdMount } from './http/openid-pages.ts'
import type { Services } from './http/services.ts'
import { staffEntrance } from './http/staff/entrance.ts'
import { consoleGate } from './http/staff/gate.ts'
import { type Assets, loadAssets } from './http/static/assets.ts'
import { serveTexts } from './http/static/compressed-static.ts'
import { MENU } from './http/views/menu.ts'

export interface AppOptions {
  services: Services
  /** Secrets of the session cookie: the first one signs, all are accepted. */
  sessionSecrets: string[]
  /** Express's `trust proxy`: a number of hops, or addresses; '' for none. */
  proxies: string | number
  /** The OpenID provider: answers, or leaves a page to us. */
  openId: Parameters<typeof openIdMount>[0]
  /** Development pages, mounted at `urls.paths.devMail`. */
  devPages?: RequestHandler
}

/** The web application, the same in production and in tests. It opens no connection and does not listen. */
export function createApp({ services, sessionSecrets, proxies, openId, devPages }: AppOptions): Express {
  const { deps, state, inProduction } = services
  const assets = loadAssets(folder('public'))
  const probes = healthRoutes(services)
  const citizens = citizenEntrance(services, sessionSecrets)
  const staff = staffEntrance(services, sessionSecrets)
  const signOut = claveUnicaSignOut(services)
  const method = requireMethod([probes, signOut, staff, citizens])

  const app = express()
  configure(app, services, assets, proxies)

  // Request id, log, address
  app.use(closeWhenStopping(state))
  app.use(assignRequestId(deps.random))
  app.use(logRequest(services))
  app.use(readAddress)
  app.use(requirePath)

  // Health
  app.use(probes)

  // Security headers
  app.use(securityHeaders(deps.random, inProduction))

  // Static files
  app.use(assets.prefix, readOnly, serveTexts(assets.texts), serveFiles())

  // OpenID: its protocol parses its own bodies and sets its own caching, so it comes before both
  app.use(urls.paths.openId.root, limitSignIns(services), openIdMount(openId))
  app.use(signOut)

  // Pages and bodies
  app.use(noStore)
  app.use(compressPages)
  app.use(consoleGate(services))
  app.use(method.first)
  app.use(parseForm(services))

  // Entrances: the console, the pages of OpenID (http/interaction), then the citizens', which has the rest of the
  // site. docs/decisions/0031 says how one is added.
  if (devPages) app.use(urls.paths.devMail, devPages)
  app.use(staff)
  app.use(citizens)

  // Whatever was not answered
  app.use(method.last)
  app.use(notFound)
  app.use(handleErrors(services))
  return app
}

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

function configure(
  app: Express,
  { deps, inProduction }: Services,
  { asset }: Assets,
  proxies: AppOptions['proxies'],
): void {
  app.disable('x-powered-by')
  // Pages are never cached, so there is nothing to revalidate; static files have their own ETag.
  app.disable('etag')
  app.set('trust proxy', proxies || false)
  app.set('view engine', 'ejs')
  app.set('views', folder('views'))
  if (inProduction) app.enable('view cache')
  Object.assign(app.locals, { asset, site: deps.policy.baseUrl, menu: MENU, urls, csrf: '', nonce: '' })
}

const serveFiles = (): RequestHandler =>
  express.static(folder('public'), { immutable: true, maxAge: '1y', index: false })
