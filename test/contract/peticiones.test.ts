import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Peticion } from '../../src/application/ports.ts'
import { addMinutes, describeOnEachEngine, NOW } from '../support/storage/contract.ts'

const peticion = (changes: Partial<Peticion> = {}): Peticion => ({
  id: randomUUID(),
  kind: 'enlace',
  perfil: 'natural',
  encryptedIdentificador: 'cifrado',
  solicitudId: randomUUID(),
  browser: 'huella',
  createdAt: NOW,
  availableAt: NOW,
  expiresAt: addMinutes(60),
  tries: 0,
  ...changes,
})

describeOnEachEngine('what was asked for', (store) => {
  const create = (...all: Peticion[]) =>
    store().transaction(async ({ peticiones }) => {
      for (const one of all) await peticiones.create(one)
    })
  const take = (now = NOW) => store().transaction(({ peticiones }) => peticiones.take(now))

  it('is taken once, the oldest first, however many take at once', async () => {
    const all = Array.from({ length: 5 }, (_, i) => peticion({ availableAt: addMinutes(-i) }))
    await create(...all)
    const taken = await Promise.all(Array.from({ length: 20 }, () => take()))
    const ids = taken.flatMap((one) => one?.id ?? [])
    expect(ids).toHaveLength(5)
    expect(new Set(ids)).toEqual(new Set(all.map(({ id }) => id)))
    await create(...all)
    expect(await take()).toEqual(all.at(-1))
    for (let i = 0; i < 4; i++) await take()
    expect(await take()).toBeUndefined()
  })

  it('stays when what came of it failed, and waits until it is tried again', async () => {
    const one = peticion()
    await create(one)
    const failing = store().transaction(async ({ peticiones }) => {
      await peticiones.take(NOW)
      throw new Error('it failed')
    })
    await expect(failing).rejects.toThrow('it failed')
    await store().transaction(({ peticiones }) => peticiones.postpone(one.id, addMinutes(2)))
    expect(await take(addMinutes(1))).toBeUndefined()
    expect(await take(addMinutes(2))).toEqual({ ...one, availableAt: addMinutes(2), tries: 1 })
  })

  it('is left alone once its time is over, and swept', async () => {
    await create(peticion())
    expect(await take(addMinutes(60))).toBeUndefined()
    expect(await store().transaction(({ expired }) => expired.delete('peticiones', addMinutes(60), 10))).toBe(
      1,
    )
  })
})
