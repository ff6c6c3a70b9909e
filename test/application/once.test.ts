import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Context, Overloaded } from '../../src/application/ports.ts'
import { once } from '../../src/application/request/once.ts'
import { ok } from '../../src/domain/outcome/result.ts'
import { createTestProduct, LETTERS, type TestProduct } from '../support/product/test-product.ts'

const CONTEXT: Context = {
  actor: { kind: 'persona' },
  network: 'direccion',
  requestId: 'peticion',
  formSeal: 'sello',
}

let p: TestProduct
beforeAll(async () => {
  p = await createTestProduct()
})
afterAll(() => p.close())

test('when the work breaks and its outcome cannot be kept either, the first error is the one that is told', async () => {
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

test('a form that is turned away for too much work spends no captcha, and its twin takes its place', async () => {
  const token = p.deps.captcha.issue('formulario', CONTEXT.formSeal)
  const form = { form: 'formulario', token, respuesta: LETTERS, body: 'lleno' }
  const full = () => once(p.deps, CONTEXT, form, () => Promise.reject(new Overloaded(3)))
  await expect(full()).rejects.toThrow(Overloaded)
  const refusal = Promise.withResolvers<never>()
  const started = Promise.withResolvers<void>()
  const first = once(p.deps, CONTEXT, form, () => {
    started.resolve()
    return refusal.promise
  })
  await started.promise
  const twin = once(p.deps, CONTEXT, form, async (close) => {
    await p.deps.store.transaction((uow) => close(uow, 'solicitud'))
    return ok('solicitud')
  })
  refusal.reject(new Overloaded(3))
  await expect(first).rejects.toThrow(Overloaded)
  expect(await twin).toEqual(ok('solicitud'))
})
