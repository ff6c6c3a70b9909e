import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { DailyCount, Supervision } from '../../src/application/ports.ts'
import { type Llamada, NO_CODIGO } from '../../src/domain/staff/llamada.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

describeOnEachEngine('what supervisors see', (store) => {
  const doing = <T>(work: (supervision: Supervision) => Promise<T>) =>
    store().transaction(({ supervision }) => work(supervision))

  /** A call about an account, stored. */
  const call = (cuentaId: string, changes: Partial<Llamada> = {}) =>
    store().transaction(({ llamadas }) =>
      llamadas.create({
        ...{ id: randomUUID(), funcionarioId: 'ana', cuentaId, reason: 'clave_olvidada', ...NO_CODIGO },
        ...{ encryptedCallNumber: null, casoNumber: null, openedAt: NOW, leaseUntil: NOW, codigosSent: 0 },
        ...{ readBack: [], done: [], checkedAt: null, endedAt: NOW, ending: 'terminada' },
        ...changes,
      }),
    )

  it('days are counted by one node at a time, and each adds to what the others counted', async () => {
    const one: DailyCount = { day: '2026-03-10', event: 'cuenta_creada', perfil: 'natural', count: 3 }
    const none: DailyCount = { ...one, event: 'aviso_abandonado', perfil: null, count: 1 }
    const before = await runAtOnce(4, () =>
      doing(async (supervision) => {
        const counted = await supervision.lockCounted()
        await supervision.addCounts([one, none], counted + 10)
        return counted
      }),
    )
    expect(before.toSorted((a, b) => a - b)).toEqual([0, 10, 20, 30])
    expect(await doing((supervision) => supervision.readCounted())).toBe(40)
    const found = await doing((supervision) => supervision.findCounts('2026-03-10'))
    expect(found.toSorted((a, b) => a.count - b.count)).toEqual([
      { ...none, count: 4 },
      { ...one, count: 12 },
    ])
    expect(await doing((supervision) => supervision.findCounts('2026-03-11'))).toEqual([])
  })

  it('calls come newest first, with what their caller showed', async () => {
    const { id } = await withCuenta(store())
    await call(id, { openedAt: addMinutes(1), endedAt: null, ending: null, leaseUntil: addMinutes(16) })
    await call(id, { openedAt: addMinutes(2), checkedAt: addMinutes(3) })
    await call(id, { openedAt: addMinutes(3), codigosSent: 1 })
    const found = (limit: number) => doing((supervision) => supervision.findLlamadas(addMinutes(1), limit))
    expect((await found(9)).map(({ openedAt, isChecked, ending }) => [openedAt, isChecked, ending])).toEqual([
      [addMinutes(3), true, 'terminada'],
      [addMinutes(2), true, 'terminada'],
      [addMinutes(1), false, null],
    ])
    expect(await found(1)).toHaveLength(1)
  })

  it('accounts of an OTEC that one funcionario opened are counted once each: its own, and those of its facilitadores', async () => {
    const otecId = (await withCuenta(store(), { perfil: 'juridica' })).id
    const facilitadorId = (await withCuenta(store(), { perfil: 'facilitador' })).id
    await store().transaction(({ lazos }) =>
      lazos.create({
        ...{ id: randomUUID(), otecId, facilitadorId, estado: 'activo', opensCuenta: true },
        ...{ encryptedPedido: 'cifrado', requestedAt: NOW, acceptedAt: NOW, finishedAt: null },
      }),
    )
    const eva = { funcionarioId: 'eva', openedAt: addMinutes(60) }
    for (const id of [otecId, otecId, facilitadorId]) await call(id, eva)
    await call((await withCuenta(store())).id, eva)
    const found = (minutes: number) =>
      doing((supervision) => supervision.findOpenedByOtec(addMinutes(minutes)))
    expect(await found(60)).toEqual([{ funcionarioId: 'eva', otecId, cuentas: 2 }])
    expect(await found(61)).toEqual([])
  })
})
