import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SignedIn } from '../../../src/application/ports.ts'
import { openActivation } from '../../../src/application/staff/funcionarios/activaciones.ts'
import { confirmTotp } from '../../../src/application/staff/funcionarios/activate.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { loadActor } from '../../../src/application/staff/funcionarios/load-actor.ts'
import { useRecoveryCode } from '../../../src/application/staff/funcionarios/recovery-codes.ts'
import { renewFactor } from '../../../src/application/staff/funcionarios/renew-factor.ts'
import { showTotp } from '../../../src/application/staff/funcionarios/second-factor.ts'
import { type FirstFactor, signIn } from '../../../src/application/staff/funcionarios/sign-in.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { activeFuncionario, CONTRASENA, tokenIn, totpCode } from '../../support/data/personal.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const codeOf = (result: Result<unknown>) => (result.ok ? 'bien' : result.refusals[0]?.code)
const got = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusals[0]?.code)
  return result.value
}

describe.each(ENGINES)('signing in at the console, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const enter = async (email: string): Promise<FirstFactor> =>
    got(await signIn(p.deps, CONTEXT, { email, contrasena: CONTRASENA }))
  const nextCode = (secret: string) => {
    p.clock.advance({ minutes: 1 })
    return totpCode(secret, p.clock.now())
  }

  it('takes the password and then the code of the authenticator; then a session acts with the powers of its role', async () => {
    const { id, email, secret } = await activeFuncionario(p.deps)
    expect(codeOf(await signIn(p.deps, CONTEXT, { email, contrasena: 'otra' }))).toBe('no_coinciden')
    const signedIn = got(await showTotp(p.deps, CONTEXT, await enter('EVA@sence.test'), nextCode(secret)))
    const found = await loadActor(p.deps, signedIn)
    expect(found).toMatchObject({ actor: { kind: 'funcionario', id, rol: 'ejecutivo', renewedFor: null } })
    expect(found?.actor.powers).toContain('atender_llamadas')
    expect(await loadActor(p.deps, { ...signedIn, generation: 1 })).toBeUndefined()
  })

  it('takes each code of the authenticator once, and none of five minutes ago', async () => {
    const { email, secret } = await activeFuncionario(p.deps, { email: 'dos@sence.test' })
    const first = await enter(email)
    const codigo = nextCode(secret)
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, codigo))).toBe('bien')
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, codigo))).toBe('no_coinciden')
    const early = totpCode(secret, new Date(p.clock.now().getTime() - 300_000))
    const late = totpCode(secret, new Date(p.clock.now().getTime() + 300_000))
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, early))).toBe('no_coinciden')
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, late))).toBe('no_coinciden')
    p.clock.advance({ minutes: 10 })
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, nextCode(secret)))).toBe('ingreso_vencido')
  })

  it('takes a recovery code in its place, once, in any form', async () => {
    const { email, codes } = await activeFuncionario(p.deps, { email: 'tres@sence.test' })
    expect(codes).toHaveLength(10)
    const typed = codes[3]?.toLowerCase().replaceAll('-', ' ') ?? ''
    const first = await enter(email)
    expect(codeOf(await useRecoveryCode(p.deps, CONTEXT, first, typed))).toBe('bien')
    expect(codeOf(await useRecoveryCode(p.deps, CONTEXT, first, typed))).toBe('no_coinciden')
  })

  it('has the second factor shown again for one llamada and five minutes', async () => {
    const { email, secret } = await activeFuncionario(p.deps, { email: 'cuatro@sence.test' })
    const signedIn = got(await showTotp(p.deps, CONTEXT, await enter(email), nextCode(secret)))
    const again = (session: SignedIn, codigo: string) =>
      renewFactor(p.deps, CONTEXT, session, { llamada: 'una', codigo })
    expect(codeOf(await again(signedIn, '000000'))).toBe('no_coinciden')
    const renewed = got(await again(signedIn, nextCode(secret)))
    const renewedFor = async () => (await loadActor(p.deps, signedIn, renewed))?.actor.renewedFor
    expect(await renewedFor()).toBe('una')
    p.clock.advance({ minutes: 5 })
    expect(await renewedFor()).toBeNull()
  })

  it('has activation links that work once and for 72 hours', async () => {
    const made = await createFuncionario(p.deps, OPERADOR, {
      ...{ email: 'cinco@sence.test', nombre: 'Cinco', rol: 'revisor', rut: null },
    })
    if (made.result !== 'bien') throw new Error(made.result)
    const open = await openActivation(p.deps, tokenIn(made.url))
    expect(open?.funcionario.email).toBe('cinco@sence.test')
    const activacionId = open?.activacion.id ?? ''
    await expect(confirmTotp(p.deps, CONTEXT, { activacionId, codigo: '123456' })).rejects.toThrow()
    p.clock.advance({ hours: 72 })
    expect(await openActivation(p.deps, tokenIn(made.url))).toBeUndefined()
    expect(await openActivation(p.deps, 'otra')).toBeUndefined()
  })
})
