import express, { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handleErrors } from '../../../src/http/middleware/error-pages.ts'
import { ensureFormSeal } from '../../../src/http/request/request-context.ts'
import { renewSession, saveSession } from '../../../src/http/session/session.ts'
import { type SessionOptions, sessionStack } from '../../../src/http/session/session-stack.ts'
import { createLog } from '../../../src/log.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const MINUTE_MS = 60_000
const SECRETS = ['the same secret for both']
const PERSONAS: SessionOptions = {
  name: 'personas',
  sameSite: 'lax',
  idleMs: 60 * MINUTE_MS,
  absoluteMs: 600 * MINUTE_MS,
  keeps: ['volver'],
  formerKeeps: [],
}
const CONSOLE: SessionOptions = {
  ...PERSONAS,
  name: 'consola',
  sameSite: 'strict',
  idleMs: 10 * MINUTE_MS,
  absoluteMs: 25 * MINUTE_MS,
}

/** `name=value` of each cookie that an answer sets. */
const cookiesOf = (headers: Record<string, unknown>): string[] =>
  [headers['set-cookie'] ?? []].flat().map((one) => String(one).replace(/;.*/, ''))

describe('two entrances of one site', () => {
  let p: TestProduct
  let app: express.Express
  beforeAll(async () => {
    p = await createTestProduct()
    const entrance = (options: SessionOptions) => {
      const sessions = sessionStack(options, p.product.services, SECRETS)
      const router = Router()
      const seal = (req: express.Request) => ensureFormSeal(req, p.deps.random)
      router.get(`/${options.name}`, sessions.load, (req, res) => void res.send(seal(req)))
      router.get(`/${options.name}/renew`, sessions.load, async (req, res) => {
        await renewSession(req)
        await saveSession(req)
        res.send(seal(req))
      })
      router.get(`/${options.name}/end`, sessions.load, async (req, res) => {
        await sessions.end(req, res)
        res.send('ended')
      })
      router.get(`/${options.name}/next`, sessions.load, (_req, _res, next) => next())
      return { router, sessions }
    }
    const console = entrance(CONSOLE)
    const personas = entrance(PERSONAS)
    app = express()
      .set('view engine', 'ejs')
      .use(console.router, personas.router)
      .get('/consola/next', personas.sessions.load, (_req, res) => void res.send('passed'))
      .use(handleErrors({ log: createLog('silent'), errorNotes: { note: () => {} } }))
  })
  afterAll(() => p.close())

  const browser = (headers = {}) => new ScriptFreeBrowser(app, headers)

  it('a browser has a session in each, which ends alone', async () => {
    const me = browser()
    const [citizen, official] = [await me.request('/personas'), await me.request('/consola')]
    expect(citizen.text).not.toBe(official.text)
    expect(citizen.headers['set-cookie']?.[0]).toMatch(/^personas=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(official.headers['set-cookie']?.[0]).toMatch(/^consola=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/)
    expect((await me.request('/personas')).text).toBe(citizen.text)
    await me.request('/personas/end')
    expect((await me.request('/consola')).text).toBe(official.text)
    expect((await me.request('/personas')).text).not.toBe(citizen.text)
  })

  it('an id of one is worth nothing in the other, although both are signed with the same secret', async () => {
    const citizen = await browser().request('/personas')
    const [cookie = ''] = cookiesOf(citizen.headers)
    expect((await browser({ Cookie: cookie }).request('/personas')).text).toBe(citizen.text)
    const forged = cookie.replace('personas=', 'consola=')
    const official = await browser({ Cookie: forged }).request('/consola')
    expect(official.text).not.toBe(citizen.text)
    expect(cookiesOf(official.headers)[0]).toMatch(/^consola=/)
    expect(cookiesOf(official.headers)).not.toContain(forged)
  })

  it('a request with a session of one never goes on in the other', async () => {
    expect((await browser().request('/consola/next')).status).toBe(500)
  })

  it('each has its own lifetimes, and a renewed session does not begin anew', async () => {
    const me = browser()
    const citizen = (await me.request('/personas')).text
    const official = (await me.request('/consola')).text
    p.clock.advance({ minutes: 9 })
    expect((await me.request('/consola')).text).toBe(official)
    p.clock.advance({ minutes: 9 })
    expect((await me.request('/consola/renew')).text).toBe(official)
    p.clock.advance({ minutes: 6 })
    expect((await me.request('/consola')).text).toBe(official)
    p.clock.advance({ minutes: 1 })
    expect((await me.request('/consola')).text).not.toBe(official)
    p.clock.advance({ minutes: 10 })
    const idle = await me.request('/consola')
    expect(cookiesOf(idle.headers)).toHaveLength(1)
    expect((await me.request('/personas')).text).toBe(citizen)
  })
})
