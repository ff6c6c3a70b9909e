/** Requests that no system sends: other addresses, parameters, bodies, hosts. On two nodes and PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openIdRoutes } from '../../src/domain/openid-paths.ts'
import { paths } from '../../src/domain/urls.ts'
import { getRaw } from '../support/http/raw-http.ts'
import { openTwoNodes, type TestSite } from '../support/http/site.ts'
import { send, toCode } from '../support/openid/by-hand.ts'
import {
  authorizationRequest,
  type RelyingParty,
  registerRelyingParty,
} from '../support/openid/relying-party.ts'
import { Visitor } from '../support/openid/visitor.ts'

const { root } = paths.openId
const LOGOUT = `${root}${openIdRoutes.end_session}`
const CALLBACK = 'https://cursos.test/vuelta'

let site: TestSite
let party: RelyingParty
beforeAll(async () => {
  site = await openTwoNodes()
  party = await registerRelyingParty(site, {
    redirectUris: [CALLBACK, 'https://cursos.test/otra?a=1'],
    postLogoutUris: [CALLBACK],
  })
})
afterAll(() => site.close())

const open = (url: string | URL, init: RequestInit = {}) => new Visitor(site.base).open(url, init)
const ask = async (parameters: Record<string, string>, more = '') =>
  open(`${(await authorizationRequest(party, parameters)).url}${more}`)

/** Each differs in one thing from one that is registered. */
const NEARLY = [
  ...['https://cursos.test/vuelta/', 'https://cursos.test/Vuelta', 'https://CURSOS.test/vuelta'],
  ...['https://cursos.test:443/vuelta', 'https://cursos.test:8443/vuelta', 'https://cursos.test/vuelta?'],
  ...['https://cursos.test/vuelta?x=1', 'https://cursos.test/vuelta#', 'https://cursos.test/vuelta#x'],
  ...['https://cursos.test./vuelta', 'https://cursos%2Etest/vuelta', 'https://cursos.test/vuelt%61'],
  ...['https://cursos.test/x/../vuelta', 'https://cursos.test/./vuelta', 'https://cursos.test//vuelta'],
  ...['http://cursos.test/vuelta', 'https://u@cursos.test/vuelta', 'https://cursos.test@otro.test/vuelta'],
  ...['https://otro.test/vuelta', ' https://cursos.test/vuelta', 'https://cursos.test/vuelta\t'],
  ...['https://cursos.test/vuelta\0', 'https:\\\\cursos.test/vuelta', 'HTTPS://cursos.test/vuelta'],
  ...['//cursos.test/vuelta', '/vuelta', 'javascript:alert(1)', 'https://сursos.test/vuelta'],
  ...['https://cursos.test/otra', 'https://cursos.test/otra?a=2', 'https://cursos.test/otra?a=1&b=2'],
]

describe('an address one character off', () => {
  it('gets neither a code nor an error, and nobody is led to it', async () => {
    const expectNowhere = async (redirect_uri: string, others: Record<string, string>) => {
      const page = await ask({ redirect_uri, ...others })
      expect([redirect_uri, page.status, page.url.startsWith(site.base)]).toEqual([redirect_uri, 400, true])
    }
    // Of one that is registered all but the first are answered at once, with an error.
    const [one = '', ...others] = NEARLY
    for (const asked of [{}, { prompt: 'none' }, { response_type: 'token' }, { scope: 'nada' }])
      await expectNowhere(one, asked)
    for (const other of others) await expectNowhere(other, { prompt: 'none' })
  })

  it('is not where a sign-out leads', async () => {
    for (const post_logout_redirect_uri of NEARLY) {
      const query = new URLSearchParams({ client_id: party.sistema.id, post_logout_redirect_uri })
      const page = await open(`${LOGOUT}?${query}`)
      expect([post_logout_redirect_uri, page.status, page.url.startsWith(site.base)]).toEqual([
        post_logout_redirect_uri,
        400,
        true,
      ])
    }
  })

  it('opens no way out of our site by any other parameter of any endpoint', async () => {
    const to = 'https://otro.test/'
    const names = [
      'redirect_uri',
      'post_logout_redirect_uri',
      'redirect',
      'volver',
      'next',
      'return_to',
      'url',
    ]
    const more = [
      'target_link_uri',
      'request_uri',
      'state',
      'logout_hint',
      'login_hint',
      'initiate_login_uri',
    ]
    const all = [...names, ...more]
    const expectNoWayOut = async (path: string, given: string[]) => {
      const query = new URLSearchParams(Object.fromEntries(given.map((name) => [name, to])))
      const page = await open(`${root}${path}?${query}`)
      expect([path, given, new URL(page.url).origin]).toEqual([path, given, site.base])
    }
    for (const path of [
      openIdRoutes.authorization,
      openIdRoutes.end_session,
      `${openIdRoutes.end_session}/success`,
      paths.openId.signOut.slice(root.length),
    ])
      for (const name of all) await expectNoWayOut(path, [name])
    // No parameter of these stops the reading of another.
    for (const path of [openIdRoutes.userinfo, '/', '/nada']) await expectNoWayOut(path, all)
  })
})

describe('an odd request', () => {
  it('of long, empty or strange texts is answered with what it brought, or refused', async () => {
    for (const state of [
      'x'.repeat(10_000),
      '😀é',
      'a\0b',
      '\u{202e}',
      '<script>',
      "' or 1=1 --",
      '%',
      '%00',
    ]) {
      const { callback } = await toCode(site, party, {
        state,
        login_hint: state.slice(0, 99),
        ui_locales: 'x',
      })
      expect(new URL(callback).searchParams.get('state')).toBe(state)
    }
    for (const client_id of ['a\0b', '', 'x'.repeat(5000), '__proto__', "' or 1=1 --"])
      expect([client_id, (await ask({ client_id })).status]).toEqual([client_id, 400])
    for (const path of [paths.logo.replace(':sistema', 'a%00b'), `${root}/authorize/%00`, `${root}/%00?a=b`])
      expect([path, (await open(path)).status]).toEqual([path, 400])
    for (const more of ['&login_hint=%E0%A4%A', '&display=%FF', '&__proto__=b&constructor=c', '&state[]=b'])
      expect([more, (await ask({}, more)).status]).toEqual([more, 200])
  })

  it('that says something twice is refused', async () => {
    for (const more of ['&state=b', '&scope=run', '&nonce=a'])
      expect([more, new URL((await ask({}, more)).url).searchParams.get('error')]).toEqual([
        more,
        'invalid_request',
      ])
    for (const more of ['&client_id=otro', `&redirect_uri=${CALLBACK}`])
      expect([more, (await ask({}, more)).status]).toEqual([more, 400])
    expect((await open(`${LOGOUT}?state=a&state=b`)).status).toBe(400)
  })

  it('with a body of another type, or too big, is never a fault of ours', async () => {
    const bodies = [
      ['application/json', '{"grant_type":"authorization_code"}'],
      ['text/plain', 'grant_type=authorization_code'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['application/x-www-form-urlencoded', 'a='.padEnd(200_000, 'x')],
      [
        'application/x-www-form-urlencoded',
        'code=a%00b&token=%00&refresh_token=%00&grant_type=refresh_token',
      ],
      [
        'application/x-www-form-urlencoded',
        'grant_type=a&grant_type=b&token=a&token=b&xsrf=a&xsrf=b&state=&state=',
      ],
      ['application/x-www-form-urlencoded; charset=no-such', 'grant_type=refresh_token'],
    ] as const
    for (const path of [
      '/token',
      '/introspect',
      '/revoke',
      '/userinfo',
      '/authorize',
      openIdRoutes.end_session,
      paths.openId.signOut.slice(root.length),
    ])
      for (const [type, body] of bodies) {
        const page = await open(`${root}${path}`, { method: 'POST', body, headers: { 'Content-Type': type } })
        expect([path, type, page.status < 500], String(page.status)).toEqual([path, type, true])
      }
  })

  it('shows a forged ID token: it signs nobody out and hints at nobody', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const auds = [party.sistema.id, 5, null, {}, [], 'a\0b', '__proto__']
    const hints = [
      ...auds.map((aud) => `${part({ alg: 'RS256', kid: 'cs-1' })}.${part({ aud, sub: 'x' })}.AAAA`),
      `${part({ alg: 'none' })}.${part({ aud: party.sistema.id, sub: 'x' })}.`,
      ...['x', '..', 'a.b.c', '\0'],
    ]
    const { visitor } = await toCode(site, party)
    for (const id_token_hint of hints) {
      const page = await visitor.open(`${LOGOUT}?${new URLSearchParams({ id_token_hint })}`)
      expect([id_token_hint, page.status]).toEqual([id_token_hint, 400])
    }
    const { url } = await visitor.open((await authorizationRequest(party, { prompt: 'none' })).url)
    expect(new URL(url).searchParams.get('code')).toBeTruthy()
  })

  it('by POST puts no RUT into an address, however the system guesses who comes', async () => {
    const { url } = await authorizationRequest(party, { login_hint: '12.345.678-5' })
    const answer = await fetch(url.origin + url.pathname, {
      method: 'POST',
      body: url.searchParams,
      redirect: 'manual',
    })
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      303,
      expect.not.stringMatching(/login_hint|12\.345\.678/),
    ])
  })

  it('names another host: no address of ours is made of it', async () => {
    const headers = { Host: 'otro.test', 'X-Forwarded-Host': 'otro.test', 'X-Forwarded-Proto': 'gopher' }
    for (const path of [
      `${root}/.well-known/openid-configuration`,
      (await authorizationRequest(party)).url.href.replace(site.base, ''),
      LOGOUT,
    ]) {
      const answer = await getRaw(new URL(site.base).port, path, headers)
      expect(answer.status).toBeLessThan(400)
      expect(JSON.stringify(answer.headers) + answer.body).not.toMatch(/otro\.test|gopher/)
    }
  })
})

describe('what a system may not do', () => {
  it('show its secret or a token in an address', async () => {
    const secret = new URLSearchParams({ client_id: party.sistema.id, client_secret: party.secret })
    const page = await open(`${root}/introspect?${secret}`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'x' }),
    })
    expect(page.status).toBe(400)
    expect((await open(`${root}/userinfo?access_token=x`)).status).toBe(400)
  })

  it('ask for tokens without a code, by a password or as itself', async () => {
    for (const grant_type of [
      'password',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:device_code',
      '',
    ])
      expect((await send(site, party, 'token', { grant_type, username: 'a', password: 'b' })).status).toBe(
        400,
      )
    for (const response_type of ['token', 'id_token', 'code id_token', 'code token', 'none', ''])
      expect(new URL((await ask({ response_type })).url).searchParams.get('code')).toBeNull()
  })

  it('have our pages in a frame of its own', async () => {
    const { visitor } = await toCode(site, party)
    const answers = [
      await visitor.open(LOGOUT),
      ...(await Promise.all(
        [
          '/authorize',
          '/authorize/x',
          `${openIdRoutes.end_session}/success`,
          '/.well-known/openid-configuration',
          '/jwks',
          '/userinfo',
          '/nada',
        ]
          .map((path) => `${root}${path}`)
          .concat(paths.ingresar.entry, paths.ingresar.elegir, paths.ingresar.permiso, paths.ingresar.seguir)
          .map((path) => open(path)),
      )),
      await ask({}),
      await ask({ client_id: 'nadie' }),
    ]
    for (const { url, headers } of answers)
      expect([url, headers.get('X-Frame-Options'), headers.get('Content-Security-Policy')]).toEqual([
        url,
        'DENY',
        expect.stringContaining("frame-ancestors 'none'"),
      ])
  })

  it('have the browser sign out by a form of its own', async () => {
    const { visitor } = await toCode(site, party)
    await visitor.open(LOGOUT)
    for (const fields of [{ logout: 'yes' }, { logout: 'yes', xsrf: '' }, { logout: 'yes', xsrf: 'x' }])
      expect((await visitor.submit(paths.openId.signOut, fields)).status).toBe(400)
    const { url } = await visitor.open((await authorizationRequest(party, { prompt: 'none' })).url)
    expect(new URL(url).searchParams.get('code')).toBeTruthy()
  })
})
