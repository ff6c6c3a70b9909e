import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { isResume } from '../domain/openid-paths.ts'
import { showPage } from './handover.ts'
import { endSession } from './sign-out.ts'

/** Of the address at which a finished interaction goes on. */
const PARAMETER = 'paso'

/** Where an interaction goes on, for the browser that finished it alone. */
export const resumeUrl = (returnTo: string, paso: string): string =>
  `${new URL(returnTo).pathname}?${new URLSearchParams({ [PARAMETER]: paso })}`

/** What judging a request that goes on needs. */
interface FinishedOptions {
  deps: Parameters<typeof endSession>[0]
  /** What the cookie of the browser is called, see `PASO_COOKIE`. */
  pasoCookie: string
}

/**
 * Only the browser that finished an interaction goes on with it. The provider's cookies do not tell: another host of the
 * domain can give them to a victim, who would finish what an attacker began and goes on with, or go on, signed in as the
 * attacker, with what the attacker finished. Whoever else is signed in there by then is signed out: the provider would
 * ask them with a page of its own.
 */
export const finishedHere =
  (provider: Provider, { deps, pasoCookie }: FinishedOptions) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (!isResume(ctx.path)) return next()
    const cookie = (name: string) => ctx.cookies.get(provider.cookieName(name), { signed: true })
    const id = cookie('resume')
    const result = id ? (await provider.Interaction.find(id))?.result : undefined
    if (!result) return next()
    const isHere =
      result[PARAMETER] === ctx.query[PARAMETER] &&
      result.browser === ctx.cookies.get(pasoCookie, { signed: false })
    if (!isHere) return showPage(ctx, { page: 'error', error: 'invalid_request', status: 400 })
    const sessionId = result.login && cookie('session')
    const session = sessionId ? await provider.Session.find(sessionId) : undefined
    if (session?.accountId && session.accountId !== result.login?.accountId)
      await endSession(deps, session.uid)
    return next()
  }
