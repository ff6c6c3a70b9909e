import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Context, Overloaded } from '../../src/application/ports.ts'
import { once } from '../../src/application/request/once.ts'
import { ok } from '../../src/domain/outcome/result.ts'
import { createTestProduct, LETTERS, type TestProduct } from '../support/product/test-product.ts'

const CONTEXT: Context = {
  actor: { kind: 'persona' },
  networkFingerprint: 'direccion',
  networks: ['red'],
  requestId: 'peticion',
  formSeal: 'sello',
}

let p: TestProduct
beforeAll(async () => {
  p = await createTestProduct()
})
afterAll(() => p.close())

it('throws the first error when the work fails and its outcome cannot be stored either', async () => {
  const token = p.deps.captcha.issue('formulario', CONTEXT.formSeal)
  const form = { form: 'formulario', token, respuesta: LETTERS, body: 'cuerpo' }
  const { store } = p.deps
  let isDown = false
  const deps = {
    ...p.deps,
    store: {
      ...store,
      transaction: ((work) =>
        isDown
          ? Promise.reject(new Error('the database is down'))
          : store.transaction(work)) as typeof store.transaction,
    },
  }
  const broken = once(deps, CONTEXT, form, () => {
    isDown = true
    throw new Error('the work broke')
  })
  await expect(broken).rejects.toThrow('the work broke')
})

it('an overloaded submission does not use up the captcha, and its duplicate takes its place', async () => {
  const token = p.deps.captcha.issue('formulario', CONTEXT.formSeal)
  const form = { form: 'formulario', token, respuesta: LETTERS, body: 'lleno' }
  const full = () => once(p.deps, CONTEXT, form, () => Promise.reject(new Overloaded(3)))
  await expect(full()).rejects.toThrow(Overloaded)
  const working = Promise.withResolvers<never>()
  const started = Promise.withResolvers<void>()
  const first = once(p.deps, CONTEXT, form, () => {
    started.resolve()
    return working.promise
  })
  await started.promise
  const twin = once(p.deps, CONTEXT, form, async (finish) => {
    await p.deps.store.transaction((uow) => finish(uow, 'solicitud'))
    return ok('solicitud')
  })
  working.reject(new Overloaded(3))
  await expect(first).rejects.toThrow(Overloaded)
  expect(await twin).toEqual(ok('solicitud'))
})
