import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openIdRoutes } from '../../src/domain/openid-paths.ts'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import { authorize, basic, postForm, tokenFields } from '../support/openid/claveunica-client.ts'
import { CALLBACK, type RelyingParty, registerRelyingParty } from '../support/openid/relying-party.ts'

const { root } = paths.openId
const AUTHORIZE = `${root}${openIdRoutes.authorization}/`
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

let site: TestSite
let party: RelyingParty
let cuentaId: string
const log: string[] = []
beforeAll(async () => {
  const options = { onLogLine: (line: string) => log.push(line) }
  site = await openTestSite({ LOG_LEVEL: 'trace' }, '127.0.0.1', options)
  party = await registerRelyingParty(site, { autenticacion: 'post' })
  cuentaId = (await reachableCuenta(site, site.number())).id
})
afterAll(() => site.close())

const tokenUrl = () => `${site.base}${root}${openIdRoutes.token}`
const userinfoUrl = () => `${site.base}${root}${openIdRoutes.userinfo}`
const comeBack = (of = party, parameters: Record<string, string> = {}) =>
  authorize(site, of, { path: AUTHORIZE, cuentaId, parameters })
/** The fields of a request for tokens, with a new code. */
const fieldsOf = async (of = party) => tokenFields(of, await comeBack(of))
const outcome = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as object) })

describe('takes the secret', () => {
  it('of a system registered for the body there, and nowhere else', async () => {
    const { client_secret, ...fields } = await fieldsOf()
    const inHeader = await postForm(tokenUrl(), fields, { Authorization: basic(party) })
    expect(await outcome(inHeader)).toMatchObject({ status: 401, error: 'invalid_client' })
    const inBoth = await postForm(
      tokenUrl(),
      { ...fields, client_secret: party.secret },
      { Authorization: basic(party) },
    )
    expect(await outcome(inBoth)).toMatchObject({ status: 400, error: 'invalid_request' })
    expect((await postForm(tokenUrl(), { ...fields, client_secret: party.secret })).status).toBe(200)
  })

  it('of a system registered for the header there, and not in the body', async () => {
    const other = await registerRelyingParty(site, { autenticacion: 'basic' })
    const { client_secret, ...fields } = await fieldsOf(other)
    const inBody = await postForm(tokenUrl(), { ...fields, client_secret: other.secret })
    expect(await outcome(inBody)).toMatchObject({ status: 401, error: 'invalid_client' })
    expect((await postForm(tokenUrl(), fields, { Authorization: basic(other) })).status).toBe(200)
  })

  it('never in an address, beside a right request or alone, and logs neither it nor a token', async () => {
    const fields = await fieldsOf()
    const inAddress = `${tokenUrl()}/?client_secret=${party.secret}`
    expect(await outcome(await postForm(inAddress, fields))).toMatchObject({
      status: 400,
      error: 'invalid_request',
    })
    const alone = await fetch(`${tokenUrl()}?${new URLSearchParams(fields)}`, { method: 'POST' })
    expect(await outcome(alone)).toMatchObject({ status: 400, error: 'invalid_request' })
    const page = await comeBack(party, { client_secret: party.secret })
    expect(page.pathname).toBe(AUTHORIZE)
    const posted = { client_id: party.sistema.id, response_type: 'code', scope: 'openid' }
    for (const [path, fields, status] of [
      [AUTHORIZE.toUpperCase(), posted, 303],
      [AUTHORIZE, { ...posted, client_secret: party.secret }, 400],
    ] as const) {
      const init = { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) } as const
      expect((await fetch(`${site.base}${path}`, init)).status).toBe(status)
    }

    const tokens = (await (await postForm(tokenUrl(), fields)).json()) as { access_token: string }
    const { access_token } = tokens
    const headers = { Authorization: `Bearer ${access_token}` }
    for (const query of [
      `access_token=${access_token}`,
      'access_token=a&access_token=b',
      'access%5Ftoken=',
    ]) {
      for (const init of [{}, { headers }, { method: 'POST', headers }])
        expect(await outcome(await fetch(`${userinfoUrl()}?${query}`, init))).toMatchObject({
          ...{ status: 400, error: 'invalid_request' },
        })
    }
    expect((await fetch(userinfoUrl(), { headers })).status).toBe(200)
    expect(log.length).toBeGreaterThan(5)
    expect(log.filter((line) => line.includes(party.secret) || line.includes(access_token))).toEqual([])
  })
})

describe('redirect_uri at the token endpoint', () => {
  it.each([
    ['encoded three times', encodeURIComponent(encodeURIComponent(CALLBACK))],
    ['that is another one once decoded', encodeURIComponent(`${CALLBACK}/`)],
    ['that is another one', `${CALLBACK}?`],
    ['that cannot be decoded', '%E0%A4%A'],
  ])('%s is refused', async (_case, redirect_uri) => {
    const answer = await postForm(tokenUrl(), { ...(await fieldsOf()), redirect_uri })
    expect(await outcome(answer)).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  it('of another registered address is refused, encoded once or twice', async () => {
    const other = 'https://cursos.test/otra'
    const both = await registerRelyingParty(site, { autenticacion: 'post', redirectUris: [CALLBACK, other] })
    for (const redirect_uri of [other, encodeURIComponent(other)])
      expect(
        await outcome(await postForm(tokenUrl(), { ...(await fieldsOf(both)), redirect_uri })),
      ).toMatchObject({
        ...{ status: 400, error: 'invalid_grant' },
      })
  })

  it('encoded twice is refused at the sign-in, which answers nowhere', async () => {
    const page = await comeBack(party, { redirect_uri: encodeURIComponent(CALLBACK) })
    expect(page.origin).toBe(site.base)
  })
})

describe('PKCE', () => {
  it.each([
    ['plain is refused', { code_challenge: CHALLENGE, code_challenge_method: 'plain' }],
    ['a challenge that does not say how it was made is refused', { code_challenge: CHALLENGE }],
  ])('%s', async (_case, parameters) => {
    expect((await comeBack(party, parameters)).searchParams.get('error')).toBe('invalid_request')
  })

  it('is demanded of public systems', async () => {
    const open = await registerRelyingParty(site, { autenticacion: 'ninguna', secretos: [] })
    expect((await comeBack(open)).searchParams.get('error')).toBe('invalid_request')
  })

  it('is held to once it was offered, and cannot be brought in later', async () => {
    const offered = await comeBack(party, { code_challenge: CHALLENGE, code_challenge_method: 'S256' })
    const without = await postForm(tokenUrl(), tokenFields(party, offered))
    expect(await outcome(without)).toMatchObject({ status: 400, error: 'invalid_grant' })
    const later = { ...(await fieldsOf()), code_verifier: 'v'.repeat(43) }
    expect(await outcome(await postForm(tokenUrl(), later))).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    })
  })
})

it('refuses scopes that the system is not registered for', async () => {
  const back = await comeBack(party, { scope: 'openid run name representante' })
  expect(back.searchParams.get('error')).toBe('invalid_scope')
})

it('refuses a body above the limit, and a type that is not that of forms', async () => {
  const fields = await fieldsOf()
  const large = await postForm(tokenUrl(), { ...fields, state: 'x'.repeat(64 * 1024) })
  expect(await outcome(large)).toMatchObject({ status: 400, error: 'invalid_request' })
  const json = await fetch(tokenUrl(), {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields) },
  })
  expect(await outcome(json)).toMatchObject({ status: 400, error: 'invalid_request' })
  expect((await postForm(tokenUrl(), fields)).status).toBe(200)
})

it('tells nothing without a token, or with it in another way', async () => {
  const { access_token } = (await (await postForm(tokenUrl(), await fieldsOf())).json()) as {
    access_token: string
  }
  const wrong: RequestInit[] = [
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ access_token }),
    },
    { headers: { Authorization: access_token } },
    { headers: { Authorization: basic(party) } },
    { headers: { Authorization: 'Bearer otro' } },
    { headers: { Cookie: `access_token=${access_token}` } },
  ]
  for (const init of wrong) expect((await fetch(userinfoUrl(), init)).status).toBeGreaterThanOrEqual(400)
})

it('gives a code that lives five minutes', async () => {
  const early = await fieldsOf()
  site.clock.advance({ minutes: 4 })
  expect((await postForm(tokenUrl(), early)).status).toBe(200)
  const late = await fieldsOf()
  site.clock.advance({ minutes: 5 })
  expect(await outcome(await postForm(tokenUrl(), late))).toMatchObject({
    status: 400,
    error: 'invalid_grant',
  })
})
