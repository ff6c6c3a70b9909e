import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import type { Deps, Interaction, InteractionEnd, InteractionResult } from '../application/ports.ts'
import { resumeUrl } from './finished-here.ts'
import { endSession } from './sign-out.ts'

type Stored = Awaited<ReturnType<Provider['interactionDetails']>>

/** Parameters of a request that ask for a page which the person has seen, or tell who they may be. */
const LEFT_OUT = new Set(['prompt', 'login_hint', 'id_token_hint', 'max_age'])

/**
 * What the pages of a sign-in need of the provider (`Interactions` in http/interactions.ts).
 * @param current the provider with today's keys.
 */
export function createInteractions(deps: Deps, current: () => Promise<Provider>) {
  const { store, clock } = deps

  const cookieOf = (provider: Provider, req: IncomingMessage, res: ServerResponse, name: string) =>
    provider.createContext(req, res).cookies.get(provider.cookieName(name), { signed: true })

  return {
    async arriving(req: IncomingMessage, res: ServerResponse) {
      const provider = await current()
      const id = cookieOf(provider, req, res, 'interaction')
      const stored = id ? await provider.Interaction.find(id) : undefined
      return stored && viewOf(provider, stored)
    },

    async read(id: string) {
      const provider = await current()
      const stored = await provider.Interaction.find(id)
      return stored && viewOf(provider, stored)
    },

    /** @returns undefined when it ended or expired meanwhile. */
    async finish(id: string, result: InteractionResult, browser: string): Promise<string | undefined> {
      const provider = await current()
      const stored = await provider.Interaction.find(id)
      if (!stored) return undefined
      const paso = deps.random.token()
      try {
        stored.result = { ...(await resultOf(provider, stored, result)), paso, browser }
        await stored.persist()
      } catch (error) {
        if (error instanceof errors.InvalidGrant) return undefined
        throw error
      }
      return resumeUrl(stored.returnTo, paso)
    },

    async end(req: IncomingMessage, res: ServerResponse, but?: InteractionEnd): Promise<void> {
      const provider = await current()
      const id = cookieOf(provider, req, res, 'session')
      const session = id ? await provider.Session.find(id) : undefined
      if (!session) return
      // One that outlives the browser does not go on where that is not to be.
      const isLeft = but?.cuentaId === session.accountId && (!but?.shared || session.transient === true)
      if (!isLeft) await endSession(deps, session.uid)
    },
  }

  async function resultOf(
    provider: Provider,
    stored: Stored,
    result: InteractionResult,
  ): Promise<Stored['result']> {
    const earlier = stored.lastSubmission ?? {}
    if ('refused' in result) return { error: 'access_denied', error_description: 'the person went back' }
    if ('consent' in result) return { ...earlier, consent: await allow(provider, stored) }
    const { cuentaId, acr, amr, shared, claveFingerprint } = result.login
    // What was shown now is enough: the session in which it was asked for may have ended meanwhile.
    stored.session = undefined
    const ts = Math.floor(clock.now().getTime() / 1000)
    const login = { accountId: cuentaId, acr, amr: [...amr], remember: !shared, ts, claveFingerprint }
    return { ...earlier, login, ...(stored.prompt.name === 'create' && { create: {} }) }
  }

  /** Keeps what the person allowed, for every later request too. */
  async function allow(provider: Provider, stored: Stored) {
    const { session, params, grantId } = stored
    const cuentaId = session?.accountId ?? ''
    // Whoever presses is not who was asked, once that person signed out.
    const open = await provider.Session.findByUid(session?.uid ?? '')
    if (open?.accountId !== cuentaId) throw new errors.InvalidGrant('the session ended')
    const sistemaId = String(params.client_id)
    const asked = askedScopes(stored)
    await store.transaction(async ({ openIdConsents }) => {
      const scopes = new Set([...(await openIdConsents.findScopes(cuentaId, sistemaId)), ...asked])
      await openIdConsents.save({ cuentaId, sistemaId, scopes: [...scopes], at: clock.now() })
    })
    const known = grantId ? await provider.Grant.find(grantId) : undefined
    const grant = known ?? new provider.Grant({ accountId: cuentaId, clientId: sistemaId })
    grant.addOIDCScope(asked.join(' '))
    return { grantId: await grant.save() }
  }
}

/** What a person is asked to allow: what they never did; all of it, where the system has them asked again. */
function askedScopes({ prompt, params }: Pick<Stored, 'prompt' | 'params'>): string[] {
  const { missingOIDCScope: missing } = prompt.details
  return Array.isArray(missing) ? missing.map(String) : String(params.scope ?? '').split(' ')
}

const askedBy = (prompt: string): Interaction['asks'] =>
  prompt === 'consent' || prompt === 'create' ? prompt : 'login'

function viewOf(provider: Provider, stored: Stored): Interaction {
  const { uid, prompt, params, session } = stored
  const { login_hint: hint } = params
  return {
    id: uid,
    asks: askedBy(prompt.name),
    sistemaId: String(params.client_id),
    cuentaId: session?.accountId ?? null,
    hint: typeof hint === 'string' ? hint : null,
    scopes: prompt.name === 'consent' ? askedScopes(stored) : [],
    again: againUrl(provider, params),
  }
}

function againUrl(provider: Provider, params: Stored['params']): string {
  const kept = Object.entries(params).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !LEFT_OUT.has(name) ? [[name, value]] : [],
  )
  return `${provider.pathFor('authorization')}?${new URLSearchParams(kept)}`
}
