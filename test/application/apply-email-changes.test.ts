import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Deps } from '../../src/application/ports.ts'
import { applyEmailChanges } from '../../src/application/worker/apply-email-changes.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { withCuenta } from '../support/storage/contract.ts'

let p: TestProduct
beforeEach(async () => {
  p = await createTestProduct()
})
afterEach(() => p.close())

/** An account whose change of e-mail has its hour now. */
async function withChange(id: string): Promise<string> {
  const cuenta = await withCuenta(p.composition.store)
  const now = p.clock.now()
  await p.deps.store.transaction((uow) =>
    uow.emailChanges.put({
      id,
      cuentaId: cuenta.id,
      newEmail: `${id}@otro.test`,
      withCodigo: true,
      confirmedAt: now,
      effectiveAt: now,
      createdAt: now,
      expiresAt: new Date(now.getTime() + 60_000),
    }),
  )
  return cuenta.id
}

/** A database where one change cannot be read. */
const withFailure = (wrongId: string): Deps => ({
  ...p.deps,
  store: {
    ...p.deps.store,
    transaction: (work) =>
      p.deps.store.transaction((uow) =>
        work({
          ...uow,
          emailChanges: {
            ...uow.emailChanges,
            findById: async (id) => {
              if (id === wrongId) throw new Error('no se puede leer')
              return uow.emailChanges.findById(id)
            },
          },
        }),
      ),
  },
})

test('a change that fails stays for the next round, keeps no other one waiting, and is told at the end', async () => {
  const cuentas = [await withChange('uno'), await withChange('dos'), await withChange('tres')]
  const emails = () =>
    p.deps.store.transaction(async (uow) => {
      const parsed = []
      for (const id of cuentas) parsed.push((await uow.cuentas.findById(id))?.email)
      return parsed
    })
  const [, old] = await emails()
  await expect(applyEmailChanges(withFailure('dos'))).rejects.toMatchObject({
    errors: [expect.objectContaining({ message: 'no se puede leer' })],
  })
  expect(await emails()).toEqual(['uno@otro.test', old, 'tres@otro.test'])
  expect(await applyEmailChanges(p.deps)).toBe(1)
  expect((await emails())[1]).toBe('dos@otro.test')
})
