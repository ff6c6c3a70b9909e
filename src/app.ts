import { fileURLToPath } from 'node:url'
import express, { type Express, type RequestHandler } from 'express'
import session from 'express-session'
import { captcha } from './http/citizen/captcha.ts'
import { citizenRoutes } from './http/citizen/citizen-forms.ts'
import { enlaces } from './http/citizen/enlaces.ts'
import { legacyLinks } from './http/citizen/legacy-links.ts'
import { staticPages } from './http/citizen/static-pages.ts'
import { endRoutes } from './http/citizen/terminar.ts'
import { fileForms } from './http/forms/file-forms.ts'
import { health } from './http/health.ts'
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
import { loadAssets } from './http/static/assets.ts'
import { serveTexts } from './http/static/compressed-static.ts'
import { MENU } from './http/views/menu.ts'

const folder = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

export interface AppOptions {
  services: Services
  /** Signs the session cookie; the first signs, all are taken. */
  sessionSecrets: string[]
  /** As Express takes it: a number of hops or addresses; '' for none. */
  proxies: string | number
  /** Pages for development, mounted at /dev/correo. */
  devPages?: RequestHandler
}

/** The whole web application. Production and tests build it alike; nothing is opened or listened to here. */
export function createApp({ services, sessionSecrets, proxies, devPages }: AppOptions): Express {
  const { deps, inProduction } = services
  const { prefix, asset, texts } = loadAssets(folder('public'))
  const app = express()
  app.disable('x-powered-by')
  // Nobody keeps a copy of a page to compare; files have theirs.
  app.disable('etag')
  app.set('trust proxy', proxies || false)
  app.set('view engine', 'ejs')
  app.set('views', folder('views'))
  if (inProduction) app.enable('view cache')
  Object.assign(app.locals, { asset, site: deps.policy.baseUrl, menu: MENU, csrf: '', nonce: '' })

  app.use(closeWhenStopping(services.state))
  app.use(assignRequestId(deps.random))
  app.use(logRequest(services))
  app.use(readAddress)
  app.use(requirePath)
  const watched = health(services)
  app.use(watched)
  app.use(securityHeaders(deps.random, inProduction))
  app.use(prefix, readOnly)
  app.use(prefix, serveTexts(texts))
  app.use(prefix, express.static(folder('public'), { immutable: true, maxAge: '1y', index: false }))
  app.use(noStore)
  app.use(compressPages)
  const routers = [
    staticPages(),
    legacyLinks(),
    captcha(services),
    citizenRoutes(services),
    enlaces(services),
    endRoutes(services),
  ]
  const method = requireMethod([watched, ...routers])
  app.use(method.first)
  app.use(parseForm())
  app.use(
    session({
      ...sessionCookie(inProduction),
      secret: sessionSecrets,
      store: new SessionStore(deps),
      resave: false,
      saveUninitialized: false,
    }),
  )
  // First: posts that are refused count too.
  app.use(limitPosts(services))
  app.use(limitSessions(services))
  const uploadSlots = createUploadSlots()
  for (const { url, names } of fileForms()) app.post(url, parseMultipart(names, uploadSlots))
  app.use(requireCsrf(services.csrf))
  app.use(rememberVolver(services.sistemas, inProduction))

  app.use(pastedLinks)
  app.use(...routers)
  if (devPages) app.use('/dev/correo', devPages)
  app.use(method.last)
  app.use(notFound)
  app.use(handleErrors(services))
  return app
}
