import { afterAll, beforeAll, expect, it } from 'vitest'
import { openIdRoutes } from '../../src/domain/openid-paths.ts'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import { authorize, basic, postForm, STATE, tokenFields } from '../support/openid/claveunica-client.ts'
import { CALLBACK, type RelyingParty, registerRelyingParty } from '../support/openid/relying-party.ts'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

const { root } = paths.openId
const WITHOUT_SLASH = {
  authorize: root + openIdRoutes.authorization,
  token: root + openIdRoutes.token,
  userinfo: root + openIdRoutes.userinfo,
}
const withEach = (change: (path: string) => string): typeof WITHOUT_SLASH => ({
  authorize: change(WITHOUT_SLASH.authorize),
  token: change(WITHOUT_SLASH.token),
  userinfo: change(WITHOUT_SLASH.userinfo),
})
const WITH_SLASH = withEach((path) => `${path}/`)
const IN_CAPITALS = withEach((path) => `${path.toUpperCase()}/`)
const LIKE_NAMES = withEach((path) => path.replace(/(?<=\/)./g, (first) => first.toUpperCase()))

interface ClaveUnicaClient {
  addresses: typeof WITHOUT_SLASH
  autenticacion?: 'basic' | 'post'
  /** Its request for tokens, of the fields that all have. */
  askTokens: (url: string, fields: Record<string, string>, party: RelyingParty) => Promise<Response>
  /** Its request for who signed in, besides the token in the header. */
  userinfo: RequestInit
}

const sendForm: ClaveUnicaClient['askTokens'] = (url, fields) => postForm(url, fields)

/** What each does was read in its source, or in that of its libraries. */
const CLIENTS: Record<string, ClaveUnicaClient> = {
  'SocialiteProviders/ClaveUnica and josecl/claveunica (Laravel): no slash at the end, the secret in the body, userinfo by POST of nothing':
    { addresses: WITHOUT_SLASH, askTokens: sendForm, userinfo: { method: 'POST' } },
  'cl-ssi/claveunica (Laravel): redirect_uri encoded by hand and by the library, userinfo by POST of the JSON `[]`':
    {
      addresses: WITH_SLASH,
      askTokens: (url, fields) => postForm(url, { ...fields, redirect_uri: encodeURIComponent(CALLBACK) }),
      userinfo: { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '[]' },
    },
  'erodriguezg/clave-unica-cl-lib (Java): a body joined by hand in ISO-8859-1, userinfo by POST of an empty form':
    {
      addresses: WITH_SLASH,
      askTokens: (url, { redirect_uri = '', ...fields }) =>
        fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=ISO-8859-1' },
          body: Object.entries({ ...fields, redirect_uri: encodeURIComponent(redirect_uri) })
            .map(([name, value]) => `${name}=${value}`)
            .join('&'),
        }),
      userinfo: {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=ISO-8859-1' },
        body: '',
      },
    },
  'examples for React (fetch): userinfo by POST of text': {
    addresses: WITH_SLASH,
    askTokens: sendForm,
    userinfo: { method: 'POST', headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: '{}' },
  },
  'examples for Node and FastAPI: `/token/` with a slash, userinfo without and by GET': {
    addresses: { ...WITH_SLASH, userinfo: WITHOUT_SLASH.userinfo },
    askTokens: sendForm,
    userinfo: {},
  },
  'Spring Security and Auth.js as they come: the secret in the header, no client_id in the body': {
    addresses: WITHOUT_SLASH,
    autenticacion: 'basic',
    askTokens: (url, { client_id, client_secret, ...fields }, party) =>
      postForm(url, fields, { Authorization: basic(party) }),
    userinfo: {},
  },
  'whoever wrote the addresses in capitals': {
    addresses: IN_CAPITALS,
    askTokens: sendForm,
    userinfo: { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body: '<nada/>' },
  },
  'whoever wrote the addresses as names': {
    addresses: LIKE_NAMES,
    askTokens: sendForm,
    userinfo: {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: '--x--',
    },
  },
}

it.each(Object.entries(CLIENTS))('serves %s', async (_name, client) => {
  const cuenta = await reachableCuenta(site, site.number())
  const party = await registerRelyingParty(site, { autenticacion: client.autenticacion ?? 'post' })
  const { addresses, askTokens, userinfo } = client
  const back = await authorize(site, party, { path: addresses.authorize, cuentaId: cuenta.id })
  expect(`${back.origin}${back.pathname}`).toBe(CALLBACK)
  expect(back.searchParams.get('state')).toBe(STATE)

  const answer = await askTokens(`${site.base}${addresses.token}`, tokenFields(party, back), party)
  const tokens = (await answer.json()) as { access_token: string }
  expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'openid run name email' })
  expect(Object.keys(tokens)).toEqual(
    expect.arrayContaining(['access_token', 'expires_in', 'id_token', 'token_type']),
  )

  const headers = { ...userinfo.headers, Authorization: `Bearer ${tokens.access_token}` }
  const info = await fetch(`${site.base}${addresses.userinfo}`, { ...userinfo, headers })
  const [numero = '', DV] = cuenta.identificador.split('-')
  expect(info.headers.get('Content-Type')).toContain('application/json')
  expect(await info.json()).toMatchObject({
    RolUnico: { numero: Number(numero), DV, tipo: 'RUN' },
    name: { nombres: ['María', 'José'], apellidos: ["O'Higgins", 'Ñuñez'] },
    email: cuenta.email,
  })
})
