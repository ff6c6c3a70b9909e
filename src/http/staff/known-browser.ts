import type { Request, Response } from 'express'
import type { SignedIn } from '../../application/ports.ts'
import { rememberStaffBrowser } from '../../application/staff/funcionarios/known-browser.ts'
import { askingBrowser } from '../request/request-context.ts'
import type { Services } from '../services.ts'

/**
 * Notes the browser in which somebody signed in, once in each session, and gives it its cookie: their tries there are
 * counted apart from those of strangers.
 */
export async function rememberBrowser(
  req: Request,
  res: Response,
  { deps, browsers }: Pick<Services, 'deps' | 'browsers'>,
  signedIn: SignedIn,
): Promise<void> {
  if (req.session.isBrowserKnown) return
  await rememberStaffBrowser(deps, { browser: askingBrowser(req, res, deps.fingerprints) }, signedIn)
  browsers.keep(req, res)
  req.session.isBrowserKnown = true
}
