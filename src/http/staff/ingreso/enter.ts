import type { Request } from 'express'
import type { SignedIn } from '../../../application/ports.ts'
import type { FirstFactor } from '../../../application/staff/funcionarios/sign-in.ts'
import type { Factors } from '../../../application/staff/passkeys/factors.ts'
import { paths } from '../../../domain/urls.ts'
import { renewSession, saveSession } from '../../session/session.ts'

/** Notes that somebody showed their password, in a session of a new id. @returns where the second factor is asked for. */
export async function beginEntering(req: Request, first: FirstFactor, { passkey }: Factors): Promise<string> {
  await renewSession(req)
  req.session.entering = first
  await saveSession(req)
  return passkey ? paths.console.passkey : paths.console.codigo
}

/**
 * Signs somebody in, in a session of a new id.
 * @returns the page that they asked for, or where everybody begins; first that of their passkey, if they can do nothing
 *   else.
 */
export async function enter(req: Request, signedIn: SignedIn): Promise<string> {
  await renewSession(req)
  const { wanted = paths.console.home } = req.session
  req.session.funcionario = signedIn
  if (!signedIn.onlyRegisters) delete req.session.wanted
  await saveSession(req)
  if (signedIn.onlyRegisters) return paths.console.passkeyNew
  return wanted
}

/** Begins again after what was shown is no longer good. @returns where, with a sentence that says why. */
export async function enterAgain(req: Request, why: 'ingreso_vencido'): Promise<string> {
  delete req.session.entering
  req.session.said = why
  await saveSession(req)
  return paths.console.ingresar
}
