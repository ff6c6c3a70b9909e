import { Router } from 'express'
import { consoleErrorPage } from '../../domain/pages/console-pages.ts'
import { paths } from '../../domain/urls.ts'
import { localsOf } from '../request/request-context.ts'

/**
 * What every request below the console's address passes before anything is read: its errors are pages of the console,
 * without the citizens' menu.
 */
export function consoleGate(): Router {
  const gate = Router()
  gate.use(paths.console.home, (_req, res, next) => {
    localsOf(res).errorPages = { view: 'console/error', pageOf: consoleErrorPage }
    next()
  })
  return gate
}
