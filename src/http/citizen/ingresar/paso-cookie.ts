import type { Request } from 'express'
import { pasoCookieName } from '../../../domain/paso-cookie.ts'
import type { Services } from '../../services.ts'
import { sentCookie } from '../../session/browser-cookie.ts'

/**
 * What tells the browser of a request from others when a sign-in goes on that it finished; set where it has none.
 * @returns the value of its cookie.
 */
export function pasoOf(
  { deps, inProduction }: Pick<Services, 'deps' | 'inProduction'>,
  req: Request,
): string {
  const name = pasoCookieName(inProduction)
  const sent = sentCookie(req, name)
  if (sent) return sent
  const made = deps.random.token()
  req.res?.cookie(name, made, { httpOnly: true, path: '/', sameSite: 'lax', secure: inProduction })
  return made
}
