import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RateLimitExceeded } from '../../../src/application/errors.ts'
import type { Context } from '../../../src/application/ports.ts'
import { suspendFuncionario } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { rememberStaffBrowser } from '../../../src/application/staff/funcionarios/known-browser.ts'
import { useRecoveryCode } from '../../../src/application/staff/funcionarios/recovery-codes.ts'
import { showTotp } from '../../../src/application/staff/funcionarios/second-factor.ts'
import { signIn } from '../../../src/application/staff/funcionarios/sign-in.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { type CountedProduct, createCountedProduct } from '../../support/product/counted-product.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { contextFrom } from '../../support/product/use-cases.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const key = () => `k1:${randomBytes(32).toString('base64')}`
const SECRETS = { SESSION_SECRET: randomBytes(32).toString('hex'), PEPPER: key(), ENCRYPTION_KEYS: key() }

const codeOf = (result: Result<unknown>) => (result.ok ? 'bien' : (result.refusals[0]?.code ?? ''))

describe.each(ENGINES)('guessing what staff sign in with, on %s', (engine) => {
  let p: TestProduct
  /** Another node on the same database, where the engine takes several. */
  let other: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: SECRETS })
    const database = { url: p.config.DATABASE_URL, remove: async () => {} }
    other =
      engine === 'sqlite' ? p : await createTestProduct({ engine, env: SECRETS, database, clock: p.clock })
  })
  afterAll(async () => {
    if (other !== p) await other.close()
    await p.close()
  })
  const nodeOf = (n: number) => (n % 2 === 0 ? p : other).deps
  const hashes = () =>
    [...new Set([p, other])].reduce((sum, { composition }) => sum + composition.hasherStatus().done, 0)

  /** What `count` at the same instant are told, half of them by each node. */
  const atOnce = async (count: number, work: (n: number) => Promise<Result<unknown>>) =>
    (await Promise.all(Array.from({ length: count }, (_, n) => work(n)))).map(codeOf)
  const judged = (codes: string[]) => codes.filter((code) => code.startsWith('no_coinciden')).length

  const half = async (email: string) => {
    const shown = await signIn(p.deps, CONTEXT, { email, contrasena: CONTRASENA })
    if (!shown.ok) throw new Error(codeOf(shown))
    return shown.value
  }

  it('of 40 passwords at once from as many addresses five are hashed, and then the right one is refused', async () => {
    const { email } = await activeFuncionario(p.deps)
    const before = hashes()
    const codes = await atOnce(40, (n) =>
      signIn(nodeOf(n), contextFrom(`red ${n}`), { email, contrasena: `otra ${n}` }),
    )
    expect([judged(codes), hashes() - before]).toEqual([4, 5])
    const right = { email, contrasena: CONTRASENA }
    expect(codeOf(await signIn(p.deps, CONTEXT, right))).toBe('cerrado_personal')
    p.clock.advance({ minutes: 15 })
    expect(codeOf(await signIn(p.deps, CONTEXT, right))).toBe('bien')
  })

  it('of 40 codes at once five are judged, of the authenticator and of recovery', async () => {
    const { email, secret, codes } = await activeFuncionario(p.deps, { email: 'dos@sence.test' })
    const first = await half(email)
    const wrong = (n: number) => String(n).padStart(6, '0')
    expect(judged(await atOnce(40, (n) => showTotp(nodeOf(n), CONTEXT, first, wrong(n))))).toBe(4)
    const right = totpCode(secret, new Date(p.clock.now().getTime() + 30_000))
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, right))).toBe('cerrado_personal')
    expect(judged(await atOnce(40, (n) => useRecoveryCode(nodeOf(n), CONTEXT, first, wrong(n))))).toBe(4)
    expect(codeOf(await useRecoveryCode(p.deps, CONTEXT, first, codes[0] ?? ''))).toBe('cerrado_personal')
  })

  it('strangers who know an address shut nobody out of a browser where they signed in before', async () => {
    const { id, email, secret } = await activeFuncionario(p.deps, { email: 'cuatro@sence.test' })
    const own = { ...CONTEXT, browser: { fingerprint: 'suyo', isNew: false } }
    await rememberStaffBrowser(p.deps, own, { id, generation: 0, network: '' })
    const trying = (context: Context, contrasena: string) => signIn(p.deps, context, { email, contrasena })
    for (let n = 0; n < 5; n++) await trying(contextFrom('otra red'), 'otra')
    const stranger = { ...CONTEXT, browser: { fingerprint: 'ajeno', isNew: false } }
    expect(codeOf(await trying(stranger, CONTRASENA))).toBe('cerrado_personal')
    const first = await trying(own, CONTRASENA)
    if (!first.ok) throw new Error(codeOf(first))
    for (let n = 0; n < 5; n++) await showTotp(p.deps, stranger, first.value, '000000')
    const right = totpCode(secret, new Date(p.clock.now().getTime() + 30_000))
    expect(codeOf(await showTotp(p.deps, stranger, first.value, right))).toBe('cerrado_personal')
    expect(codeOf(await showTotp(p.deps, own, first.value, right))).toBe('bien')
    // Its own tries are five too, and end with what else they had.
    for (let n = 0; n < 5; n++) await trying(own, 'otra')
    expect(codeOf(await trying(own, CONTRASENA))).toBe('cerrado_personal')
    await suspendFuncionario(p.deps, OPERADOR, { id })
    expect(await p.deps.store.single.staffBrowsers.readIsLive(id, 'suyo', p.clock.now())).toBe(false)
  })

  it('one right code at once is taken once, of the authenticator and of recovery', async () => {
    const { email, secret, codes } = await activeFuncionario(p.deps, { email: 'tres@sence.test' })
    const first = await half(email)
    const right = totpCode(secret, new Date(p.clock.now().getTime() + 30_000))
    const shown = await atOnce(4, (n) => showTotp(nodeOf(n), CONTEXT, first, right))
    expect(shown.filter((code) => code === 'bien')).toHaveLength(1)
    const used = await atOnce(4, (n) => useRecoveryCode(nodeOf(n), CONTEXT, first, codes[0] ?? ''))
    expect(used.filter((code) => code === 'bien')).toHaveLength(1)
  })
})

describe('a list of addresses of staff', () => {
  let p: CountedProduct
  beforeAll(async () => {
    p = await createCountedProduct({ env: { LIMIT_SIGN_INS_PER_10_MINUTES: '6' } })
  })
  afterAll(() => p.close())

  it('tells nobody who of them there is: same answers, hashes and statements', async () => {
    const { email } = await activeFuncionario(p.deps)
    const suspended = await activeFuncionario(p.deps, { email: 'suspendida@sence.test' })
    await suspendFuncionario(p.deps, OPERADOR, { id: suspended.id })
    const invited = { email: 'invitada@sence.test', nombre: 'Invitada', rol: 'revisor', rut: null } as const
    await createFuncionario(p.deps, OPERADOR, invited)
    // Which networks have higher limits is read now and then.
    await signIn(p.deps, contextFrom('la primera'), { email: 'otra@sence.test', contrasena: 'otra' })
    const costs = []
    const tries = [
      { email, contrasena: 'otra' },
      { email: 'nadie@sence.test', contrasena: CONTRASENA },
      { email: suspended.email, contrasena: CONTRASENA },
      { email: invited.email, contrasena: CONTRASENA },
    ]
    for (const [n, one] of tries.entries()) {
      const before = p.composition.hasherStatus().done
      let said = ''
      const work = await p.count(async () => {
        const context = { ...contextFrom(`lista ${n}`), browser: { fingerprint: 'una', isNew: false } }
        said = JSON.stringify(await signIn(p.deps, context, one))
      })
      costs.push({ said, ...work, hashes: p.composition.hasherStatus().done - before })
    }
    expect(costs[0]).toMatchObject({ hashes: 1, said: expect.stringContaining('"restantes":4') })
    for (const cost of costs) expect(cost).toEqual(costs[0])
  })

  it('is tried from one network six times in ten minutes, whoever they are', async () => {
    const trying = (n: number) =>
      signIn(p.deps, contextFrom('otra red'), { email: `uno${n}@sence.test`, contrasena: CONTRASENA })
    for (let n = 0; n < 6; n++) expect(codeOf(await trying(n))).toBe('no_coinciden')
    await expect(trying(6)).rejects.toThrow(RateLimitExceeded)
    p.clock.advance({ minutes: 10 })
    expect(codeOf(await trying(6))).toBe('no_coinciden')
  })
})
