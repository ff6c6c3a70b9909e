/** docs/integracion.md says what the provider does. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACR } from '../../src/domain/account/acr.ts'
import { openIdRoutes } from '../../src/domain/openid-paths.ts'
import { SCOPES } from '../../src/domain/sistemas/scopes.ts'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import {
  authorizationRequest,
  goOnIn,
  type RelyingParty,
  registerRelyingParty,
  signIn,
  signInAs,
} from '../support/openid/relying-party.ts'
import { type Arrival, Visitor } from '../support/openid/visitor.ts'

const doc = readFileSync(new URL('../../docs/integracion.md', import.meta.url), 'utf8')
const [, errorRows = ''] = /^## 7\. Errores$(.*?)^## /ms.exec(doc) ?? []
/** “where error status” of each row. */
const documented = [...errorRows.matchAll(/^\| (.+?) \| `(\w+)` \| (\d+) \|/gm)].map(
  ([, where = '', error, status]) => `${where.replaceAll('`', '')} ${error} ${status}`,
)

let site: TestSite
let party: RelyingParty
let other: RelyingParty
let openApp: RelyingParty
beforeAll(async () => {
  site = await openTestSite()
  party = await registerRelyingParty(site)
  other = await registerRelyingParty(site, { tipo: 'tercero' })
  openApp = await registerRelyingParty(site, { autenticacion: 'ninguna', secretos: [] })
})
afterAll(() => site.close())

/** What a system gets, or its person sees, when it asks to sign somebody in. */
async function asked(
  of: RelyingParty,
  changes: Record<string, string | undefined>,
  visitor = new Visitor(site.base),
): Promise<string> {
  const { url } = await authorizationRequest(of)
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  return seen(await visitor.open(url))
}

function seen({ url, status, html }: Arrival): string {
  const { origin, search, hash } = new URL(url)
  if (origin !== site.base) {
    // Where a token was asked for, so is the error: after the “#”.
    const given = new URLSearchParams(search || hash.slice(1))
    return `vuelta ${given.get('error')} ${status}`
  }
  const [, code] = /deles este código: (\w+)/.exec(html.replace(/<[^>]+>/g, '')) ?? []
  return `página ${code} ${status}`
}

const endpoint = (route: keyof typeof openIdRoutes) => paths.openId.root + openIdRoutes[route]

/** Sends a form as a server of the system does. */
const post = (
  route: keyof typeof openIdRoutes,
  fields: Record<string, string> | string,
  secret = party.secret,
) =>
  fetch(site.base + endpoint(route), {
    method: 'POST',
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields),
    headers: { Authorization: `Basic ${btoa(`${party.sistema.id}:${secret}`)}` },
  })

/** What a server of the system gets. */
async function answered(route: keyof typeof openIdRoutes, response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: string }
  return `${endpoint(route)} ${error} ${response.status}`
}

const token = async (...sent: [Record<string, string> | string, string?]) =>
  answered('token', await post('token', ...sent))
const userinfo = async (headers: Record<string, string> = {}, query = '') =>
  answered('userinfo', await fetch(site.base + endpoint('userinfo') + query, { headers }))

describe('docs/integracion.md', () => {
  it('lists every error that the provider answers, where and with which status', async () => {
    const cuenta = await reachableCuenta(site, site.number())
    const { visitor } = await signIn(site, party, cuenta.id)
    const request = await authorizationRequest(party, { scope: 'run' })
    request.url.searchParams.delete('nonce')
    const withoutOpenId = await visitor.open(request.url)
    const code = new URL(withoutOpenId.url).searchParams.get('code') ?? ''
    const fields = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://cursos.test/vuelta',
      code_verifier: request.verifier,
    }
    const tokens = await post('token', fields)
    const { access_token: bareToken } = (await tokens.json()) as { access_token: string }
    const withBareToken = await userinfo({ Authorization: `Bearer ${bareToken}` })

    const back = new Visitor(site.base)
    const entry = await back.open((await authorizationRequest(party)).url)
    const id = new URL(entry.url).searchParams.get('interaccion') ?? ''
    const refused = await goOnIn(site, back, id, { refused: true })

    const found = [
      await asked(party, { client_id: 'nadie' }),
      await asked(party, { redirect_uri: 'https://cursos.test/vuelta/' }),
      await asked(party, { client_id: undefined }),
      await asked(openApp, { code_challenge: undefined, code_challenge_method: undefined }),
      await asked(party, { scope: 'openid representante' }),
      await asked(party, { response_type: 'token' }),
      seen(refused),
      await asked(party, { prompt: 'none' }),
      await asked(other, { prompt: 'none' }, visitor),
      await token({ grant_type: 'authorization_code', code }, 'otro'),
      await token(fields),
      await token('{}'),
      await token({ grant_type: 'password' }),
      await userinfo(),
      withBareToken,
      await userinfo({}, '?access_token=nada'),
    ]
    expect(found).toEqual(documented)
  })

  it('names every scope, every acr and every address', () => {
    for (const scope of SCOPES) expect(doc).toContain(`\`${scope}\``)
    for (const acr of Object.values(ACR)) expect(doc).toContain(`| \`${acr}\` |`)
    for (const route of Object.values(openIdRoutes))
      expect(doc).toContain(`| \`${paths.openId.root}${route}\` |`)
  })

  it('is right that a refresh token takes prompt=consent, which nobody sees in a system of SENCE', async () => {
    const cuenta = await reachableCuenta(site, site.number())
    const lasting = await registerRelyingParty(site, { scopes: ['openid', 'offline_access'] })
    const scope = 'openid offline_access'
    const without = await signIn(site, lasting, cuenta.id, { parameters: { scope } })
    expect(without.tokens.refresh_token).toBeUndefined()
    const request = await authorizationRequest(lasting, { scope, prompt: 'consent' })
    const visitor = new Visitor(site.base)
    const back = await signInAs(site, visitor, (await visitor.open(request.url)).url, cuenta.id)
    expect(new URL(back.url).searchParams.has('code')).toBe(true)
  })
})
