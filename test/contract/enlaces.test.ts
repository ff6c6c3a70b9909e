import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Enlace, Evento, PendingChange } from '../../src/application/ports.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

const enlace = (cuentaId: string, changes: Partial<Enlace> = {}): Enlace => {
  const id = randomUUID()
  return {
    id,
    kind: 'recuperar',
    fingerprint: `huella ${id}`,
    cuentaId,
    targetId: null,
    expiresAt: addMinutes(60),
    usedAt: null,
    ...changes,
  }
}

const evento = (cuentaId: string, changes: Partial<Evento> = {}): Evento => ({
  id: randomUUID(),
  cuentaId,
  kind: 'actualizar',
  encryptedBefore: 'antes',
  encryptedMailbox: 'buzon',
  rank: 'respuesta',
  confirmed: true,
  createdAt: NOW,
  expiresAt: addMinutes(60),
  frozenAt: null,
  ...changes,
})

const change = (cuentaId: string, changes: Partial<PendingChange> = {}): PendingChange => ({
  id: randomUUID(),
  cuentaId,
  kind: 'email',
  data: { email: 'nuevo@example.cl' },
  withCodigo: false,
  byCelular: false,
  notBefore: null,
  createdAt: NOW,
  expiresAt: addMinutes(60),
  confirmedAt: null,
  effectiveAt: null,
  ...changes,
})

describeOnEachEngine('enlaces, eventos and changes of e-mail', (store) => {
  it('finds an enlace by fingerprint or id until it is deleted', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const saved = enlace(cuentaId, { targetId: 'asunto' })
    await store().transaction(async ({ enlaces, expired }) => {
      await enlaces.create(saved)
      expect(await enlaces.findByFingerprint(saved.fingerprint)).toEqual(saved)
      expect(await enlaces.findById(saved.id)).toEqual(saved)
      expect(await enlaces.findByFingerprint('ninguna')).toBeUndefined()
      expect(await expired.delete('enlaces', addMinutes(59), 100)).toBe(0)
      expect(await expired.delete('enlaces', addMinutes(60), 100)).toBe(1)
      expect(await enlaces.findById(saved.id)).toBeUndefined()
    })
  })

  it('only one of twenty concurrent uses of an enlace succeeds', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const saved = enlace(cuentaId)
    await store().transaction(({ enlaces }) => enlaces.create(saved))
    const uses = await runAtOnce(20, () => store().transaction(({ enlaces }) => enlaces.use(saved.id, NOW)))
    expect(uses.filter(Boolean)).toHaveLength(1)
    expect((await store().transaction(({ enlaces }) => enlaces.findById(saved.id)))?.usedAt).toEqual(NOW)
  })

  it('deletes only the unused enlaces of one kind and cuenta', async () => {
    const [{ id: one }, { id: other }] = [await withCuenta(store()), await withCuenta(store())]
    const opened = enlace(one)
    const remaining = [enlace(one, { usedAt: NOW }), enlace(one, { kind: 'no-fui-yo' }), enlace(other)]
    await store().transaction(async ({ enlaces }) => {
      for (const each of [opened, ...remaining]) await enlaces.create(each)
      await enlaces.deleteByCuenta(one, 'recuperar')
      expect(await enlaces.findById(opened.id)).toBeUndefined()
      for (const each of remaining) expect(await enlaces.findById(each.id)).toEqual(each)
    })
  })

  it('of twenty that replace one at once, only one is left, and what is used or of another kind stays', async () => {
    const [{ id: one }, { id: other }] = [await withCuenta(store()), await withCuenta(store())]
    const remaining = [enlace(one, { usedAt: NOW }), enlace(one, { kind: 'no-fui-yo' }), enlace(other)]
    const replaced = [enlace(one), ...Array.from({ length: 20 }, () => enlace(one))]
    await store().transaction(async ({ enlaces }) => {
      for (const each of [...remaining, ...replaced.slice(0, 1)]) await enlaces.create(each)
    })
    await Promise.all(
      replaced.slice(1).map((each) => store().transaction(({ enlaces }) => enlaces.replace(each))),
    )
    await store().transaction(async ({ enlaces }) => {
      const found = []
      for (const { id } of replaced) found.push(await enlaces.findById(id))
      expect(found.filter(Boolean)).toHaveLength(1)
      expect(found[0]).toBeUndefined()
      for (const each of remaining) expect(await enlaces.findById(each.id)).toEqual(each)
    })
  })

  it('reads an evento back until it is deleted', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const saved = evento(cuentaId)
    const registration = evento(cuentaId, {
      encryptedBefore: null,
      rank: 'ninguno',
      confirmed: false,
      expiresAt: addMinutes(90),
    })
    await store().transaction(async ({ eventos, expired }) => {
      await eventos.create(saved)
      await eventos.create(registration)
      expect(await eventos.findById(saved.id)).toEqual(saved)
      expect(await expired.delete('eventos', addMinutes(60), 100)).toBe(1)
      expect(await eventos.findById(saved.id)).toBeUndefined()
      expect(await eventos.findById(registration.id)).toEqual(registration)
    })
  })

  it('an evento is frozen once, however many try at once', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const [first, second] = [evento(cuentaId), evento(cuentaId)]
    await store().transaction(async ({ eventos }) => {
      await eventos.create(first)
      await eventos.create(second)
    })
    const results = await runAtOnce(20, () =>
      store().transaction(({ eventos }) => eventos.freeze(first.id, NOW)),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
  })

  it('freezes later eventos too, so that none of them undoes it', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const before = evento(cuentaId, { createdAt: addMinutes(-2) })
    const first = evento(cuentaId, { createdAt: addMinutes(-1) })
    const after = evento(cuentaId, { createdAt: NOW })
    await store().transaction(async ({ eventos }) => {
      for (const one of [before, first, after]) await eventos.create(one)
      await eventos.freeze(first.id, addMinutes(1))
      await eventos.freezeLater(first, addMinutes(1))
      expect(await eventos.freeze(after.id, addMinutes(2))).toBe(false)
      expect(await eventos.freeze(before.id, addMinutes(2))).toBe(true)
    })
  })

  it('keeps only the newest pending change of each kind of a cuenta', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const [old, newEmail] = [
      change(cuentaId),
      change(cuentaId, { data: { email: 'otro@example.cl' }, withCodigo: true }),
    ]
    await store().transaction(async ({ pendingChanges }) => {
      await pendingChanges.put(old)
      await pendingChanges.put(newEmail)
      expect(await pendingChanges.findById(old.id)).toBeUndefined()
      const other = change(cuentaId, { kind: 'representante', createdAt: addMinutes(1) })
      await pendingChanges.put(other)
      expect(await pendingChanges.findByCuenta(cuentaId)).toEqual([newEmail, other])
      expect(await pendingChanges.deleteByCuenta(cuentaId, 'todos', addMinutes(1))).toEqual(['email'])
      await pendingChanges.put(newEmail)
      const confirmed = { ...newEmail, confirmedAt: NOW, effectiveAt: addMinutes(1_440) }
      await pendingChanges.save(confirmed)
      expect(await pendingChanges.findById(newEmail.id)).toEqual(confirmed)
      expect(await pendingChanges.deleteByCuenta(cuentaId, 'sin_codigo')).toEqual(['representante'])
      expect(await pendingChanges.findByCuenta(cuentaId)).toEqual([confirmed])
      expect(await pendingChanges.deleteByCuenta(cuentaId, 'sin_correo')).toEqual([])
      expect(await pendingChanges.deleteByCuenta(cuentaId, 'todos')).toEqual(['email'])
      await pendingChanges.put({ ...newEmail, byCelular: true, notBefore: addMinutes(1_440) })
      expect(await pendingChanges.deleteByCuenta(cuentaId, 'sin_codigo')).toEqual([])
      expect(await pendingChanges.deleteByCuenta(cuentaId, 'sin_correo')).toEqual(['email'])
      expect(await pendingChanges.findByCuenta(cuentaId)).toEqual([])
      await pendingChanges.put(newEmail)
      expect(await pendingChanges.delete(newEmail.id)).toBe(true)
      expect(await pendingChanges.delete(newEmail.id)).toBe(false)
    })
  })

  it('a confirmed change outlives its enlace and is found when due', async () => {
    const cuentas = [await withCuenta(store()), await withCuenta(store()), await withCuenta(store())]
    const [late, soon, unconfirmed] = cuentas.map(({ id }, index) =>
      change(id, index < 2 ? { confirmedAt: NOW, effectiveAt: addMinutes(200 - 100 * index) } : {}),
    )
    await store().transaction(async ({ pendingChanges, expired }) => {
      for (const each of [late, soon, unconfirmed]) if (each) await pendingChanges.put(each)
      expect(await expired.delete('pendingChanges', addMinutes(60), 100)).toBe(1)
      expect(await pendingChanges.lockDue(addMinutes(99), 10)).toEqual([])
      expect(await pendingChanges.lockDue(addMinutes(200), 10)).toEqual([soon, late])
      expect(await pendingChanges.lockDue(addMinutes(200), 1)).toEqual([soon])
    })
  })
})
