import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { Router } from 'express'
import { SolicitudLost } from '../../application/errors.ts'
import { watchOutbox } from '../../application/notices/watch-outbox.ts'
import { ReviewLost } from '../../application/staff/documentos/hold.ts'
import { loadActor } from '../../application/staff/funcionarios/load-actor.ts'
import { LlamadaLost } from '../../application/staff/llamadas/require-llamada.ts'
import { lostLlamadaPage, lostReviewPage } from '../../domain/pages/console-pages.ts'
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from '../../domain/staff/funcionario.ts'
import { paths } from '../../domain/urls.ts'
import { requireCsrf } from '../middleware/csrf.ts'
import { parseMultipart } from '../middleware/multipart.ts'
import { limitPosts, limitSessions } from '../middleware/rate-limits.ts'
import { skipUnknown } from '../middleware/request-line.ts'
import type { Services } from '../services.ts'
import { type SessionOptions, type SessionStack, sessionStack } from '../session/session-stack.ts'
import type { StaffRouter } from './access.ts'
import { ordenesRoutes } from './acciones/ordenes.ts'
import { accionesRoutes } from './acciones/routes.ts'
import { openAgain } from './arrival.ts'
import { avisosRoutes } from './avisos/routes.ts'
import { busquedaRoutes } from './busqueda/routes.ts'
import { casosRoutes } from './casos/routes.ts'
import { actAs } from './context.ts'
import { documentosRoutes } from './documentos/routes.ts'
import { ElsewhereInstead } from './elsewhere.ts'
import { FactorDue } from './factor-due.ts'
import { homeRoutes } from './home.ts'
import { ingresoRoutes } from './ingreso/ingreso.ts'
import { rememberBrowser } from './known-browser.ts'
import { lateOutbox } from './late-outbox.ts'
import { llamadasRoutes } from './llamadas/routes.ts'
import { ownRoutes } from './own/own.ts'
import { passkeyRoutes } from './passkeys/passkeys.ts'
import { personalRoutes } from './personal/personal.ts'
import { shellFor } from './shell.ts'
import { dropShownPage } from './shown-once.ts'
import { sistemasRoutes } from './sistemas/routes.ts'
import { supervisionRoutes } from './supervision/routes.ts'

const MINUTE_MS = 60_000

/** Nobody arrives at a page of the console from elsewhere with their session. */
const SESSIONS: SessionOptions = {
  name: 'funcionario',
  sameSite: 'strict',
  idleMs: SESSION_IDLE_MINUTES * MINUTE_MS,
  absoluteMs: SESSION_HOURS * 60 * MINUTE_MS,
  keeps: ['wanted'],
  formerKeeps: [],
}

/** Every room of the console. */
export const consoleRooms = (services: Services, sessions: SessionStack): StaffRouter[] => [
  ingresoRoutes(services),
  ownRoutes(services, sessions),
  passkeyRoutes(services),
  homeRoutes(services),
  busquedaRoutes(services),
  llamadasRoutes(services),
  casosRoutes(services),
  avisosRoutes(services),
  personalRoutes(services),
  sistemasRoutes(services),
  accionesRoutes(services),
  ordenesRoutes(services),
  ...supervisionRoutes(services),
  documentosRoutes(services),
]

/** The entrance of staff, at `/funcionarios`. */
export function staffEntrance(services: Services, sessionSecrets: string[]): Router {
  const sessions = sessionStack(SESSIONS, services, sessionSecrets, services.deps.store.single.staffSessions)
  const rooms = consoleRooms(services, sessions).map(({ router }) => router)
  const entrance = Router()
  entrance.use(skipUnknown(rooms))
  entrance.use(sessions.load, services.browsers.load, openAgain)
  // Before CSRF, so that refused posts count too.
  entrance.use(limitPosts(services))
  entrance.post(paths.console.logoSistema, parseMultipart(['logoSistema'], services))
  entrance.use(requireCsrf(services.csrf))
  entrance.use(recognise(services))
  entrance.use(limitSessions(services))
  entrance.use(...rooms)
  entrance.use(goElsewhere)
  entrance.use(showLost)
  return entrance
}

/** A call or a document that is another's, or over, has a page that says so. */
function showLost(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) return next(error)
  if (error instanceof ReviewLost) {
    const status = error.reason === 'no_existe' ? 404 : 403
    return res.status(status).render('console/error', lostReviewPage(error.reason))
  }
  if (!(error instanceof LlamadaLost)) return next(error)
  res.status(409).render('console/error', lostLlamadaPage(error.reason))
}

/** Leads to another page; to that of the second factor, while what is marked ● waits for it. */
function goElsewhere(error: unknown, req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) return next(error)
  if (error instanceof SolicitudLost) return res.redirect(303, paths.console.enlaceVencido)
  if (error instanceof ElsewhereInstead) return res.redirect(303, error.url)
  if (!(error instanceof FactorDue)) return next(error)
  req.session.renewing = { llamada: error.llamada, url: error.url }
  res.redirect(303, paths.console.otraVez)
}

/** What opens to who may do nothing but register a passkey (product.md “Staff”). */
const OPEN_TO_WHO_ONLY_REGISTERS: ReadonlySet<string> = new Set([
  paths.console.passkeyNew,
  paths.console.salir,
])

/** Finds who is signed in, as they are now: whoever was suspended or got another role meanwhile is not. */
function recognise(services: Services): RequestHandler {
  const { deps } = services
  const waitingSince = watchOutbox(deps)
  return async (req, res, next) => {
    const { funcionario, renewed } = req.session
    const signedIn = funcionario && (await loadActor(deps, funcionario, renewed))
    if (signedIn?.onlyRegisters && !OPEN_TO_WHO_ONLY_REGISTERS.has(req.path))
      return res.redirect(303, paths.console.passkeyNew)
    dropShownPage(req, res, services)
    if (signedIn) {
      await rememberBrowser(req, res, services, funcionario)
      actAs(res, signedIn.actor)
      const late = lateOutbox(await waitingSince(), deps.clock.now(), signedIn.actor.powers)
      Object.assign(res.locals, { shell: { ...shellFor(signedIn, req), late } })
    }
    next()
  }
}
