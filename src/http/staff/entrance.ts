import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { Router } from 'express'
import { POWERS_OF } from '../../domain/staff/roles.ts'
import { paths } from '../../domain/urls.ts'
import { requireCsrf } from '../middleware/csrf.ts'
import { limitPosts } from '../middleware/rate-limits.ts'
import { skipUnknown } from '../middleware/request-line.ts'
import type { Services } from '../services.ts'
import { type SessionOptions, sessionStack } from '../session/session-stack.ts'
import type { StaffRouter } from './access.ts'
import { busquedaRoutes } from './busqueda/routes.ts'
import { actAs, type Funcionario } from './context.ts'
import { FactorDue } from './factor-due.ts'
import { homeRoutes } from './home.ts'
import { shellFor } from './shell.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Nobody arrives at a page of the console from elsewhere with their session. */
const SESSIONS: SessionOptions = {
  name: 'funcionario',
  sameSite: 'strict',
  idleMs: 30 * MINUTE_MS,
  absoluteMs: 10 * HOUR_MS,
  keeps: ['wanted'],
  formerKeeps: [],
}

/** Every room of the console. */
export const consoleRooms = (services: Services): StaffRouter[] => [
  homeRoutes(services),
  busquedaRoutes(services),
]

/** The entrance of staff, at `/funcionarios`. */
export function staffEntrance(services: Services, sessionSecrets: string[]): Router {
  const sessions = sessionStack(SESSIONS, services, sessionSecrets)
  const rooms = consoleRooms(services).map(({ router }) => router)
  const entrance = Router()
  entrance.use(skipUnknown(rooms))
  entrance.use(sessions.load)
  // Before CSRF, so that refused posts count too.
  entrance.use(limitPosts(services))
  entrance.use(requireCsrf(services.csrf))
  entrance.use(recognise(services))
  entrance.use(...rooms)
  entrance.use(askFactor)
  return entrance
}

/** What is marked ● waits while its page asks for the second factor. */
function askFactor(error: unknown, req: Request, res: Response, next: NextFunction): void {
  if (!(error instanceof FactorDue) || res.headersSent) return next(error)
  req.session.renewing = { llamada: error.llamada, url: error.url }
  res.redirect(303, paths.console.otraVez)
}

/** Finds who is signed in. */
const recognise =
  ({ deps }: Services): RequestHandler =>
  (req, res, next) => {
    const funcionario = signedInAs(req, deps.clock.now())
    if (funcionario) {
      actAs(res, funcionario)
      Object.assign(res.locals, { shell: shellFor(funcionario, req) })
    }
    next()
  }

function signedInAs({ session }: Request, now: Date): Funcionario | undefined {
  const { funcionario, renewed } = session
  if (!funcionario) return undefined
  const renewedFor = renewed && renewed.until > now.getTime() ? renewed.llamada : null
  return { kind: 'funcionario', ...funcionario, powers: POWERS_OF[funcionario.rol], renewedFor }
}
