import type { Request } from 'express'
import type { SignedIn } from '../../../application/ports.ts'
import type { FirstFactor } from '../../../application/staff/funcionarios/sign-in.ts'
import { paths } from '../../../domain/urls.ts'
import { renewSession, saveSession } from '../../session/session.ts'

/** Notes that somebody showed their password, in a session of a new id. @returns where the second factor is asked for. */
export async function beginEntering(req: Request, first: FirstFactor): Promise<string> {
  await renewSession(req)
  req.session.entering = first
  await saveSession(req)
  return paths.console.codigo
}

/** Signs somebody in, in a session of a new id. @returns the page that they asked for, or where everybody begins. */
export async function enter(req: Request, signedIn: SignedIn): Promise<string> {
  await renewSession(req)
  const { wanted = paths.console.home } = req.session
  delete req.session.wanted
  req.session.funcionario = signedIn
  await saveSession(req)
  return wanted
}

/** Begins again after what was shown is no longer good. @returns where, with a sentence that says why. */
export async function enterAgain(req: Request, why: 'ingreso_vencido'): Promise<string> {
  delete req.session.entering
  req.session.said = why
  await saveSession(req)
  return paths.console.ingresar
}
