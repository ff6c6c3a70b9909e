import { expect, it } from 'vitest'
import type { UnitOfWork } from '../../../src/application/ports.ts'
import {
  addMinutes,
  auditEntry,
  completeCuenta,
  describeOnEachEngine,
  NOW,
} from '../../support/storage/contract.ts'

describeOnEachEngine('the unit of work', (store) => {
  it('rolls back when the work throws, and rethrows its error', async () => {
    const cuenta = completeCuenta()
    const error = new Error('the work failed')
    const work = store().transaction(async ({ audit, cuentas, rateLimits }) => {
      await cuentas.create(cuenta)
      await rateLimits.increment('deshecho', 60, NOW)
      await audit.record(auditEntry({ cuentaId: cuenta.id }), NOW)
      throw error
    })
    await expect(work).rejects.toBe(error)
    await store().transaction(async ({ audit, cuentas, rateLimits }) => {
      expect(await cuentas.findById(cuenta.id)).toBeUndefined()
      expect((await rateLimits.increment('deshecho', 60, NOW)).count).toBe(1)
      expect(await audit.findAfter(0, 10)).toEqual([])
    })
  })

  it('refuses a nested transaction instead of deadlocking', async () => {
    const inside = store().transaction(() => store().transaction(async () => 'nunca'))
    await expect(inside).rejects.toThrow('inside another one')
    expect(await store().transaction(async () => 'sigue')).toBe('sigue')
  })

  it('its repositories stop working when it ends', async () => {
    const saved = await store().transaction(async (uow: UnitOfWork) => uow)
    await expect(saved.cuentas.findById('cualquiera')).rejects.toThrow('already committed')
  })

  it('runs work that lost a conflict again, which then sees what the other wrote', async () => {
    let rounds = 0
    const cuenta = completeCuenta()
    // No lock: the second one conflicts, at once or after waiting for the first.
    const blindWrite = (second: string) => async (uow: UnitOfWork) => {
      rounds++
      const existing = await uow.cuentas.findById(cuenta.id)
      if (existing) return existing.nombres
      await uow.cuentas.create({
        ...cuenta,
        nombres: second,
        identificador: second,
        email: second,
        celular: second,
      })
      return second
    }
    const nombres = await Promise.all([
      store().transaction(blindWrite('una')),
      store().transaction(blindWrite('otra')),
    ])
    expect(new Set(nombres).size).toBe(1)
    expect(rounds).toBeLessThanOrEqual(3)
  })

  it('transactions that lock rows in opposite order all finish', async () => {
    const inOrder = (first: string, second: string) => async (uow: UnitOfWork) => {
      for (const subject of [first, second]) {
        const counter = await uow.tryCounters.lock({ secret: 'clave', subject, browser: '' })
        await uow.tryCounters.save(
          { secret: 'clave', subject, browser: '' },
          { ...counter, used: counter.used + 1 },
        )
      }
    }
    await Promise.all(
      Array.from({ length: 6 }, (_, i) => store().transaction(i % 2 ? inOrder('a', 'b') : inOrder('b', 'a'))),
    )
    await store().transaction(async ({ tryCounters }) => {
      expect((await tryCounters.read({ secret: 'clave', subject: 'a', browser: '' })).used).toBe(6)
      expect((await tryCounters.read({ secret: 'clave', subject: 'b', browser: '' })).used).toBe(6)
    })
  })

  it('gives up after six runs of the same conflict and stores nothing', async () => {
    let rounds = 0
    const cuenta = completeCuenta()
    const repeated = store().transaction(async ({ cuentas, enlaces }) => {
      rounds++
      await cuentas.create(cuenta)
      const enlace = {
        id: 'uno',
        kind: 'recuperar' as const,
        fingerprint: 'la misma',
        cuentaId: cuenta.id,
        targetId: null,
        expiresAt: addMinutes(60),
        usedAt: null,
      }
      await enlaces.create(enlace)
      await enlaces.create({ ...enlace, id: 'dos' })
    })
    await expect(repeated).rejects.toThrow(/unique/i)
    expect(rounds).toBe(6)
    expect(await store().transaction(({ cuentas }) => cuentas.findById(cuenta.id))).toBeUndefined()
  })

  it('check passes when the database answers', async () => {
    await expect(store().check()).resolves.toBeUndefined()
  })
})
