import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Lazo } from '../../src/domain/organisations/lazo.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

const lazo = (otecId: string, facilitadorId: string, changes: Partial<Lazo> = {}): Lazo => ({
  id: randomUUID(),
  otecId,
  facilitadorId,
  estado: 'pendiente',
  opensCuenta: true,
  encryptedPedido: 'pedido',
  requestedAt: NOW,
  acceptedAt: null,
  finishedAt: null,
  ...changes,
})

describeOnEachEngine('lazos between OTECs and facilitadores', (store) => {
  const cuentas = async () => {
    const [otec, other] = [
      await withCuenta(store(), { perfil: 'juridica' }),
      await withCuenta(store(), { perfil: 'juridica' }),
    ]
    const [one, two] = [
      await withCuenta(store(), { perfil: 'facilitador' }),
      await withCuenta(store(), { perfil: 'facilitador' }),
    ]
    return { otec, other, one, two }
  }

  it('reads lazos back by id, OTEC and facilitador, last requested first', async () => {
    const { otec, other, one, two } = await cuentas()
    const first = lazo(otec.id, one.id)
    const second = lazo(otec.id, two.id, { requestedAt: addMinutes(1), opensCuenta: false })
    const foreign = lazo(other.id, one.id)
    await store().transaction(async ({ lazos }) => {
      for (const each of [first, second, foreign]) await lazos.create(each)
      expect(await lazos.lock(first.id)).toEqual(first)
      expect(await lazos.lock('ninguna')).toBeUndefined()
      expect(await lazos.findByOtec(otec.id)).toEqual([second, first])
      expect((await lazos.findByFacilitador(one.id)).map(({ id }) => id).toSorted()).toEqual(
        [first.id, foreign.id].toSorted(),
      )
      const accepted: Lazo = { ...first, estado: 'activo', acceptedAt: addMinutes(5) }
      await lazos.save(accepted)
      expect(await lazos.lock(first.id)).toEqual(accepted)
    })
  })

  it('the lock lets only one of twenty concurrent transactions see the pending estado', async () => {
    const { otec, one } = await cuentas()
    const { id } = await store().transaction(async ({ lazos }) => {
      const newLazo = lazo(otec.id, one.id)
      await lazos.create(newLazo)
      return newLazo
    })
    const done = await runAtOnce(20, () =>
      store().transaction(async ({ lazos }) => {
        const current = await lazos.lock(id)
        if (current?.estado !== 'pendiente') return false
        await lazos.save({ ...current, estado: 'activo' })
        return true
      }),
    )
    expect(done.filter(Boolean)).toHaveLength(1)
  })

  it('only one of ten concurrent transactions creates a lazo; the others find it', async () => {
    const { otec, one } = await cuentas()
    const done = await runAtOnce(10, () =>
      store().transaction(async ({ lazos }) => {
        const [previous] = await lazos.findByOtec(otec.id)
        if (previous) return false
        await lazos.create(lazo(otec.id, one.id))
        return true
      }),
    )
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(await store().transaction(({ lazos }) => lazos.findByOtec(otec.id))).toHaveLength(1)
  })

  it('deletes only the unused enlaces about one target', async () => {
    const { one } = await cuentas()
    const enlace = (targetId: string, usedAt: Date | null = null) => ({
      id: randomUUID(),
      kind: 'aceptar-otec' as const,
      fingerprint: randomUUID(),
      cuentaId: one.id,
      targetId,
      expiresAt: addMinutes(60),
      usedAt,
    })
    const [open, used, other] = [enlace('asunto a'), enlace('asunto a', NOW), enlace('asunto b')]
    await store().transaction(async ({ enlaces }) => {
      for (const each of [open, used, other]) await enlaces.create(each)
      await enlaces.deleteByTarget('asunto a')
      expect(await enlaces.findById(open.id)).toBeUndefined()
      expect(await enlaces.findById(used.id)).toEqual(used)
      expect(await enlaces.findById(other.id)).toEqual(other)
    })
  })

  it('finds cuentas by e-mail, case-insensitively', async () => {
    const email = `Compartido.${randomUUID()}@example.cl`
    const one = await withCuenta(store(), { perfil: 'facilitador', email })
    const other = await withCuenta(store(), { perfil: 'natural', email: email.toLowerCase() })
    await withCuenta(store(), { perfil: 'natural', email, emailConfirmedAt: null })
    const found = await store().transaction(({ cuentas }) => cuentas.findByEmail(email.toUpperCase()))
    expect(found.toSorted((a, b) => a.perfil.localeCompare(b.perfil))).toEqual([
      { id: one.id, perfil: 'facilitador', isConfirmed: true },
      { id: other.id, perfil: 'natural', isConfirmed: true },
    ])
  })
})
