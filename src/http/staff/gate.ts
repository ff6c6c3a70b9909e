import { Router } from 'express'
import { consoleErrorPage } from '../../domain/pages/console-pages.ts'
import { paths } from '../../domain/urls.ts'
import { HttpError } from '../request/errors.ts'
import { localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'

/**
 * What every request below the console's address passes before anything is read. Where the console does not answer, it
 * does not exist: any request gets the 404 of an unknown address. Elsewhere its errors are pages of the console.
 */
export function consoleGate({ answersConsole }: Pick<Services, 'answersConsole'>): Router {
  const gate = Router()
  gate.use(paths.console.home, (req, res, next) => {
    if (!answersConsole(req.ip ?? '')) throw new HttpError(404)
    localsOf(res).errorPages = { view: 'console/error', pageOf: consoleErrorPage }
    next()
  })
  return gate
}
