import * as client from 'openid-client'
import { recordingFetch, type Sent, type Stage } from './stages.ts'

/** How the system of tests is registered. */
export interface Registration {
  issuer: string
  clientId: string
  secret: string
  /** Where this system listens. */
  base: string
  scopes: readonly string[]
}

/** A person's visit to this system: what was asked for and what came of it. */
export interface Visit {
  stages: Stage[]
  /** Requests that a tab waits for, the latest last. */
  pending: { verifier: string | undefined; state: string; nonce: string }[]
  tokens?: { access: string; refresh: string | undefined; id: string | undefined } | undefined
}

/** What the form of the first page chooses. */
export interface Choice {
  scopes: readonly string[]
  prompt: string
  pkce: boolean
}

type Answer = Awaited<ReturnType<typeof client.authorizationCodeGrant>>

const CALLBACK = '/vuelta'
/** How many sign-ins of one browser wait at a time. */
const TABS = 5

/** The system of tests, by a client library that any other system may use. */
export async function createParty({ issuer, clientId, secret, base, scopes }: Registration) {
  let note: (exchange: { request: Sent; response: Sent }) => void = () => {}
  const config = await client.discovery(
    new URL(issuer),
    clientId,
    {},
    client.ClientSecretBasic(secret),
    // In development the product is reached by http.
    { execute: [client.allowInsecureRequests] },
  )
  config[client.customFetch] = recordingFetch((exchange) => note(exchange))

  /** Runs what sends requests, and adds a stage for each. @returns undefined when it failed, which is a stage too. */
  async function staged<T>(
    { stages }: Visit,
    titles: readonly Pick<Stage, 'title' | 'note'>[],
    run: () => Promise<T>,
  ): Promise<T | undefined> {
    const left = [...titles]
    note = (exchange) => {
      const title = left.shift()
      if (title) stages.push({ ...title, ...exchange })
    }
    try {
      return await run()
    } catch (error) {
      const note =
        'El cliente no aceptó la respuesta, o el producto rechazó lo pedido. Vea docs/integracion.md, “Errores”.'
      stages.push({ title: 'No se pudo seguir', note, data: explain(error) })
      return undefined
    }
  }

  return {
    scopes,

    /** Begins: @returns where to send the browser. */
    async begin(visit: Visit, { scopes, prompt, pkce }: Choice): Promise<string> {
      const verifier = pkce ? client.randomPKCECodeVerifier() : undefined
      const pending = { verifier, state: client.randomState(), nonce: client.randomNonce() }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: `${base}${CALLBACK}`,
        scope: scopes.join(' '),
        state: pending.state,
        nonce: pending.nonce,
        ...(prompt && { prompt }),
        ...(verifier && {
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        }),
      })
      visit.pending = [...visit.pending, pending].slice(-TABS)
      visit.stages = [
        {
          title: 'Enviamos a la persona a Clave SENCE',
          note: 'Con una redirección del navegador. state y nonce quedan en la sesión de este sistema; el verificador de PKCE también.',
          request: { line: `GET ${url.href}`, headers: [], body: '' },
          data: Object.fromEntries(url.searchParams),
        },
      ]
      return url.href
    },

    /** The browser is back. */
    async finish(visit: Visit, url: URL): Promise<void> {
      const pending = visit.pending.find(({ state }) => state === url.searchParams.get('state'))
      visit.stages.push({
        title: 'La persona volvió',
        note: 'Con el código, que sirve una vez y 5 minutos, o con un error. Compare state e iss antes de usarlo.',
        request: { line: `GET ${url.href}`, headers: [], body: '' },
        data: Object.fromEntries(url.searchParams),
      })
      if (!pending) {
        visit.stages.push({
          title: 'No se pudo seguir',
          note: 'Nadie de este navegador pidió un ingreso con ese state, o ya volvió. No use el código: puede ser de otra persona.',
        })
        return
      }
      visit.pending = visit.pending.filter((one) => one !== pending)
      const titles = [
        { title: 'Cambiamos el código por tokens', note: 'De servidor a servidor, con el client_secret.' },
        {
          title: 'Pedimos las llaves públicas',
          note: 'Para comprobar la firma del ID token. Guárdelas y pídalas otra vez si llega otro kid.',
        },
      ]
      const tokens = await staged(visit, titles, () =>
        client.authorizationCodeGrant(config, url, {
          ...(pending.verifier && { pkceCodeVerifier: pending.verifier }),
          expectedState: pending.state,
          expectedNonce: pending.nonce,
        }),
      )
      if (!tokens) return
      keep(visit, tokens)
      await this.ask(visit)
    },

    /** Asks who it is. */
    async ask(visit: Visit): Promise<void> {
      const { access = '' } = visit.tokens ?? {}
      const titles = [
        { title: 'Preguntamos quién es', note: 'Con el access token. Cada dato viene bajo su scope.' },
      ]
      await staged(visit, titles, () => client.fetchUserInfo(config, access, client.skipSubjectCheck))
    },

    async refresh(visit: Visit): Promise<void> {
      const { refresh = '' } = visit.tokens ?? {}
      const titles = [
        {
          title: 'Renovamos los tokens',
          note: 'El refresh token cambia en cada uso: guarde el nuevo. Usar uno anterior termina todos.',
        },
      ]
      const tokens = await staged(visit, titles, () => client.refreshTokenGrant(config, refresh))
      if (tokens) keep(visit, tokens)
    },

    async introspect(visit: Visit): Promise<void> {
      const { access = '' } = visit.tokens ?? {}
      const titles = [{ title: 'Preguntamos si el token vive', note: 'Introspección (RFC 7662).' }]
      await staged(visit, titles, () => client.tokenIntrospection(config, access))
    },

    /** @returns where to send the browser to sign out. */
    signOut(visit: Visit): string {
      const { id } = visit.tokens ?? {}
      const url = client.buildEndSessionUrl(config, {
        post_logout_redirect_uri: `${base}/`,
        ...(id && { id_token_hint: id }),
      })
      visit.tokens = undefined
      visit.stages = [
        {
          title: 'Enviamos a la persona a cerrar su sesión',
          note: 'Con el ID token no se le pregunta nada: su sesión termina aquí y en los otros sistemas.',
          request: { line: `GET ${url.href}`, headers: [], body: '' },
        },
      ]
      return url.href
    },
  }

  function keep(visit: Visit, tokens: Answer): void {
    const { access_token: access, refresh_token: refresh, id_token: id } = tokens
    visit.tokens = { access, refresh: refresh ?? visit.tokens?.refresh, id: id ?? visit.tokens?.id }
    visit.stages.push({
      title: 'Leímos el ID token',
      note: 'Firmado por Clave SENCE (RS256). sub es la persona, siempre la misma en su sistema; acr dice qué mostró.',
      data: tokens.claims(),
    })
  }
}

export type Party = Awaited<ReturnType<typeof createParty>>

function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  const isAnswer =
    error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError
  return {
    message,
    ...(isAnswer && { error: error.error, error_description: error.error_description }),
    ...(cause ? { cause: String(cause) } : {}),
  }
}
