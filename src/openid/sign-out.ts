import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Deps } from '../application/ports.ts'
import { handedPage, showPage } from './handover.ts'
import { pairwiseSub } from './subject.ts'

type SignOutDeps = Pick<Deps, 'store' | 'fingerprints' | 'clock'>

/** Ends a session of the provider, in every system where it took part. @param uid what it is called in its tokens. */
export const endSession = ({ store, fingerprints, clock }: SignOutDeps, uid: string): Promise<void> =>
  store.transaction(({ openId }) =>
    openId.endSession(fingerprints.fingerprint('openid', `uid:${uid}`), clock.now()),
  )

/**
 * What a system's request to sign out shows (OpenID Connect RP-Initiated Logout 1.0). A system that brings an ID token of
 * the person who is signed in ends the session at once; for any other the person is asked.
 */
export async function answerSignOut(ctx: KoaContextWithOIDC, deps: SignOutDeps): Promise<void> {
  const { session, provider } = ctx.oidc
  const to = redirectOf(ctx)
  if (!session || !isOfTheirs(ctx, deps)) {
    const origin = to && new URL(to).origin
    return showPage(ctx, { page: 'salir', xsrf: String(session?.state?.secret), ...(origin && { origin }) })
  }
  await endSession(deps, session.uid)
  await session.destroy()
  ctx.cookies.set(provider.cookieName('session'), null)
  leave(ctx, to)
}

/** Whether the ID token that came is of who is signed in; the provider has checked that it is genuine. */
function isOfTheirs({ oidc: { session, entities } }: KoaContextWithOIDC, deps: SignOutDeps): boolean {
  const { IdTokenHint, Client } = entities
  if (!IdTokenHint || !Client || !session?.accountId) return false
  return IdTokenHint.payload.sub === pairwiseSub(deps, Client, session.accountId)
}

/** Without a session there is nothing to ask: the provider would send a page of its own, in English, that sends itself. */
export async function skipQuestion(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  const isAsked = ctx.oidc?.route === 'end_session' && ctx.status === 200 && !handedPage(ctx.res)
  if (isAsked && !ctx.oidc.session?.accountId) leave(ctx, redirectOf(ctx))
}

/** Where the system wants the browser back, which the provider has checked, with its `state`. */
function redirectOf({ oidc: { params } }: KoaContextWithOIDC): string | undefined {
  const { post_logout_redirect_uri: uri, state } = params ?? {}
  if (typeof uri !== 'string') return undefined
  const url = new URL(uri)
  if (typeof state === 'string') url.searchParams.set('state', state)
  return url.href
}

function leave(ctx: KoaContextWithOIDC, to: string | undefined): void {
  if (!to) return showPage(ctx, { page: 'fuera' })
  ctx.status = 303
  ctx.redirect(to)
}
