import { Router } from 'express'
import { captchaFrame, captchaMedia } from '../forms/captcha.ts'
import { requireCsrf } from '../middleware/csrf.ts'
import { parseMultipart } from '../middleware/multipart.ts'
import { limitPosts, limitSessions } from '../middleware/rate-limits.ts'
import { skipUnknown } from '../middleware/request-line.ts'
import type { Services } from '../services.ts'
import { type SessionOptions, sessionStack } from '../session/session-stack.ts'
import { casoRoutes } from './caso.ts'
import { citizenRoutes } from './citizen-forms.ts'
import { enlaceRoutes } from './enlaces/enlaces.ts'
import { pastedLinks } from './enlaces/pasted-links.ts'
import { ingresarRoutes } from './ingresar/routes.ts'
import { rememberWay } from './ingresar/way-cookie.ts'
import { legacyLinks } from './legacy-links.ts'
import { logoRoutes } from './logos.ts'
import { findWayBack } from './lost-solicitud.ts'
import { staticPages } from './static-pages.ts'
import { terminarRoutes } from './terminar.ts'
import { fileForms } from './tramite/file-forms.ts'
import { rememberVolver } from './volver.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const SESSIONS: SessionOptions = {
  name: 'clave',
  // Enlaces of mails and other sistemas lead here.
  sameSite: 'lax',
  // That of a solicitud, plus slack for a form being filled in.
  idleMs: HOUR_MS,
  absoluteMs: 12 * HOUR_MS,
  // Neither `aviso` nor `wrongProfile`.
  keeps: ['solicitudes', 'openedEnlaces', 'volver', 'interacciones', 'refreshedLetters'],
  formerKeeps: ['volver', 'interacciones', 'refreshedLetters'],
}

/** The citizens' entrance: whatever no other entrance answers. */
export function citizenEntrance(services: Services, sessionSecrets: string[]): Router {
  const sessions = sessionStack(SESSIONS, services, sessionSecrets)
  const limitNewSessions = limitSessions(services)
  const withoutSession = [staticPages(), legacyLinks(), captchaMedia(services), logoRoutes(services)]
  const opensNone = [captchaFrame(services), terminarRoutes(services, sessions)]
  const opensSession = [
    citizenRoutes(services),
    ingresarRoutes(services),
    enlaceRoutes(services),
    casoRoutes(services),
  ]

  const entrance = Router()
  entrance.use(pastedLinks)
  entrance.use(rememberVolver(services, [sessions.load, limitNewSessions]))
  entrance.use(...withoutSession)

  entrance.use(skipUnknown([...opensNone, ...opensSession]))
  entrance.use(sessions.load, services.browsers.load)
  // Before CSRF, so that refused posts count too.
  entrance.use(limitPosts(services))
  receiveFiles(entrance, services)
  entrance.use(requireCsrf(services.csrf))
  entrance.use(...opensNone)
  entrance.use(limitNewSessions, rememberWay(services))
  entrance.use(...opensSession)
  entrance.use(findWayBack)
  return entrance
}

/** Only the forms that take files get a multipart parser; they share the upload slots. */
function receiveFiles(entrance: Router, services: Services): void {
  for (const { url, names } of fileForms()) entrance.post(url, parseMultipart(names, services))
}
