import { fileURLToPath } from 'node:url'
import express, { type Express, type RequestHandler } from 'express'
import session from 'express-session'
import * as urls from './domain/urls.ts'
import { captchaRoutes } from './http/citizen/captcha.ts'
import { citizenRoutes } from './http/citizen/citizen-forms.ts'
import { enlaceRoutes } from './http/citizen/enlaces.ts'
import { legacyLinks } from './http/citizen/legacy-links.ts'
import { staticPages } from './http/citizen/static-pages.ts'
import { terminarRoutes } from './http/citizen/terminar.ts'
import { fileForms } from './http/forms/file-forms.ts'
import { healthRoutes } from './http/health.ts'
import { compressPages } from './http/middleware/compress-pages.ts'
import { requireCsrf } from './http/middleware/csrf.ts'
import { handleErrors, notFound } from './http/middleware/error-pages.ts'
import { parseMultipart } from './http/middleware/multipart.ts'
import { parseForm } from './http/middleware/parse-form.ts'
import { pastedLinks } from './http/middleware/pasted-links.ts'
import { limitPosts, limitSessions } from './http/middleware/rate-limits.ts'
import { readAddress, readOnly, requireMethod, requirePath } from './http/middleware/request-line.ts'
import { assignRequestId, closeWhenStopping, logRequest } from './http/middleware/request-log.ts'
import { noStore, securityHeaders } from './http/middleware/security-headers.ts'
import { createUploadSlots } from './http/middleware/upload-slots.ts'
import { rememberVolver } from './http/middleware/volver.ts'
import type { Services } from './http/services.ts'
import { sessionCookie } from './http/session/session.ts'
import { SessionStore } from './http/session/session-store.ts'
import { type Assets, loadAssets } from './http/static/assets.ts'
import { serveTexts } from './http/static/compressed-static.ts'
import { MENU } from './http/views/menu.ts'

export interface AppOptions {
  services: Services
  /** Secrets of the session cookie: the first one signs, all are accepted. */
  sessionSecrets: string[]
  /** Express's `trust proxy`: a number of hops, or addresses; '' for none. */
  proxies: string | number
  /** Development pages, mounted at `urls.paths.devMail`. */
  devPages?: RequestHandler
}

/** The web application, the same in production and in tests. It opens no connection and does not listen. */
export function createApp({ services, sessionSecrets, proxies, devPages }: AppOptions): Express {
  const { deps, csrf, sistemas, state, inProduction } = services
  const assets = loadAssets(folder('public'))
  const probes = healthRoutes(services)
  const routers = [
    staticPages(),
    legacyLinks(),
    captchaRoutes(services),
    citizenRoutes(services),
    enlaceRoutes(services),
    terminarRoutes(services),
  ]
  const method = requireMethod([probes, ...routers])

  const app = express()
  configure(app, services, assets, proxies)

  // Every request
  app.use(closeWhenStopping(state))
  app.use(assignRequestId(deps.random))
  app.use(logRequest(services))
  app.use(readAddress)
  app.use(requirePath)
  app.use(probes)
  app.use(securityHeaders(deps.random, inProduction))

  // Static files
  app.use(assets.prefix, readOnly, serveTexts(assets.texts), serveFiles())

  // Pages and forms
  app.use(noStore)
  app.use(compressPages)
  app.use(method.first)
  app.use(parseForm())
  app.use(sessions(services, sessionSecrets))
  // Before CSRF, so that refused posts count too.
  app.use(limitPosts(services))
  app.use(limitSessions(services))
  receiveFiles(app)
  app.use(requireCsrf(csrf))
  app.use(rememberVolver(sistemas, inProduction))

  app.use(pastedLinks)
  app.use(...routers)
  if (devPages) app.use(urls.paths.devMail, devPages)

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

const sessions = ({ deps, inProduction }: Services, secret: string[]): RequestHandler =>
  session({
    ...sessionCookie(inProduction),
    secret,
    store: new SessionStore(deps),
    resave: false,
    saveUninitialized: false,
  })

/** Only the forms that take files get a multipart parser; they share the upload slots. */
function receiveFiles(app: Express): void {
  const uploadSlots = createUploadSlots()
  for (const { url, names } of fileForms()) app.post(url, parseMultipart(names, uploadSlots))
}
