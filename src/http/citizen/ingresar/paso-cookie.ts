import type { Request } from 'express'
import { PASO_COOKIE } from '../../../domain/cookie-names.ts'
import type { Services } from '../../services.ts'
import { hostCookie, sentCookie } from '../../session/host-cookie.ts'

/**
 * What tells the browser of a request from others when a sign-in goes on that it finished; set where it has none.
 * @returns the value of its cookie.
 */
export function pasoOf(
  { deps, inProduction }: Pick<Services, 'deps' | 'inProduction'>,
  req: Request,
): string {
  const { name, options } = hostCookie(PASO_COOKIE, inProduction)
  const sent = sentCookie(req, name)
  if (sent) return sent
  const made = deps.random.token()
  req.res?.cookie(name, made, options)
  return made
}
