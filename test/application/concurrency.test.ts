import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emailOf, mailsFor } from '../support/http/journeys.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { estadoOf, registerNumber, registrarForm } from '../support/product/use-cases.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('concurrent registrations, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  it('the same form twice creates one cuenta, and both get its page', async () => {
    const form = registrarForm(p.deps, 'el mismo')
    const [one, other] = await Promise.all(
      [1, 2].map(() => registerNumber(p.deps, 25_000_002, undefined, form)),
    )
    expect(one).toEqual(other)
    expect(one && estadoOf(one)).toBe('lista')
    expect(await mailsFor(p, emailOf(25_000_002))).toHaveLength(1)
  })

  it('one captcha is accepted for only one of two different forms', async () => {
    const form = registrarForm(p.deps, 'uno')
    const other = { ...form, body: 'otro' }
    const results = await Promise.all([
      registerNumber(p.deps, 25_000_003, undefined, form),
      registerNumber(p.deps, 25_000_004, undefined, other),
    ])
    const estados = results.map(estadoOf)
    expect(estados.toSorted()).toEqual(['captcha_vencida', 'lista'])
  })

  it('two registrations of one RUT create one cuenta, and the other person is told', async () => {
    const [one, other] = await Promise.all([
      registerNumber(p.deps, 25_000_005, 'una25@correo.test'),
      registerNumber(p.deps, 25_000_005, 'otra25@correo.test'),
    ])
    expect([estadoOf(one), estadoOf(other)].toSorted()).toEqual(['lista', 'ya_registrado'])
  })

  it('only one of two cuentas becomes the third of an e-mail', async () => {
    const email = 'familia25@correo.test'
    await registerNumber(p.deps, 25_000_006, email)
    await registerNumber(p.deps, 25_000_007, email)
    const results = await Promise.all([8, 9].map((n) => registerNumber(p.deps, 25_000_000 + n, email)))
    const estados = results.map(estadoOf)
    expect(estados.toSorted()).toEqual(['email_en_tres_cuentas', 'lista'])
  })
})
