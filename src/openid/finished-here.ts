import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { isResume } from '../domain/openid-paths.ts'
import { showPage } from './handover.ts'

/** Of the address at which a finished interaction goes on. */
const PARAMETER = 'paso'

/** Where an interaction goes on, for the browser that finished it alone. */
export const resumeUrl = (returnTo: string, paso: string): string =>
  `${new URL(returnTo).pathname}?${new URLSearchParams({ [PARAMETER]: paso })}`

/**
 * Only the browser that finished an interaction goes on with it. The provider's cookies do not tell: another host of the
 * domain can give them to a victim, who would finish what an attacker began and goes on with.
 */
export const finishedHere =
  (provider: Provider) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    const id = isResume(ctx.path)
      ? ctx.cookies.get(provider.cookieName('resume'), { signed: true })
      : undefined
    const result = id ? (await provider.Interaction.find(id))?.result : undefined
    if (result && result[PARAMETER] !== ctx.query[PARAMETER])
      return showPage(ctx, { page: 'error', error: 'invalid_request', status: 400 })
    return next()
  }
