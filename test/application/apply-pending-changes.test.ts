import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Deps } from '../../src/application/ports.ts'
import { applyPendingChanges } from '../../src/application/worker/apply-pending-changes.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { withCuenta } from '../support/storage/contract.ts'

let p: TestProduct
beforeEach(async () => {
  p = await createTestProduct()
})
afterEach(() => p.close())

/** Creates a cuenta with a change of e-mail that is due now. @returns its id. */
async function withChange(id: string): Promise<string> {
  const cuenta = await withCuenta(p.composition.store)
  const now = p.clock.now()
  await p.deps.store.transaction((uow) =>
    uow.pendingChanges.put({
      id,
      cuentaId: cuenta.id,
      kind: 'email',
      data: { email: `${id}@otro.test` },
      withCodigo: true,
      byCelular: false,
      notBefore: null,
      confirmedAt: now,
      effectiveAt: now,
      createdAt: now,
      expiresAt: new Date(now.getTime() + 60_000),
    }),
  )
  return cuenta.id
}

/** Dependencies whose store fails to read one change. */
const failingOn = (failingId: string): Deps => ({
  ...p.deps,
  store: {
    ...p.deps.store,
    transaction: (work) =>
      p.deps.store.transaction((uow) =>
        work(
          Object.create(uow, {
            pendingChanges: {
              value: {
                ...uow.pendingChanges,
                findById: async (id: string) => {
                  if (id === failingId) throw new Error('no se puede leer')
                  return uow.pendingChanges.findById(id)
                },
              },
            },
          }),
        ),
      ),
  },
})

it('a failing change is reported, left for the next round and does not affect the others', async () => {
  const cuentas = [await withChange('uno'), await withChange('dos'), await withChange('tres')]
  const emails = () =>
    p.deps.store.transaction(async (uow) => {
      const found = []
      for (const id of cuentas) found.push((await uow.cuentas.findById(id))?.email)
      return found
    })
  const [, old] = await emails()
  await expect(applyPendingChanges(failingOn('dos'))).rejects.toMatchObject({
    errors: [expect.objectContaining({ message: 'no se puede leer' })],
  })
  expect(await emails()).toEqual(['uno@otro.test', old, 'tres@otro.test'])
  expect(await applyPendingChanges(p.deps)).toBe(1)
  expect((await emails())[1]).toBe('dos@otro.test')
})
