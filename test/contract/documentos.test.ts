import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { ReviewQueue } from '../../src/application/ports.ts'
import type { Documento } from '../../src/domain/documento/documento.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

describeOnEachEngine('documents', (store) => {
  let cuentaId: string
  beforeEach(async () => {
    cuentaId = (await withCuenta(store())).id
  })

  const documento = (changes: Partial<Documento> = {}): Documento => ({
    id: randomUUID(),
    cuentaId,
    kind: 'identificacion',
    format: 'image/jpeg',
    receivedBytes: 1000,
    bytes: 900,
    estado: 'pendiente',
    scanResult: 'pendiente',
    scannedAt: NOW,
    createdAt: NOW,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    erasedAt: null,
    version: 0,
    reviewerId: null,
    reviewUntil: null,
    ...changes,
  })
  const save = (fresh: Documento, content = 'cifrado') =>
    store().transaction(({ documentos }) => documentos.save(fresh, content))
  const read = (id: string) =>
    store().transaction(async ({ documentos }) => ({
      documento: await documentos.findById(id),
      content: await documentos.readEncryptedContent(id),
    }))
  const refusal = (decidedAt = NOW) =>
    ({ estado: 'rechazado', reason: 'ilegible', decidedAt, decidedBy: 'operador:ana' }) as const

  it('reads back what it stored, with content of more than a megabyte', async () => {
    const fresh = documento()
    const content = 'x'.repeat(1_400_000)
    await save(fresh, content)
    expect(await read(fresh.id)).toEqual({ documento: fresh, content })
    expect(await read(randomUUID())).toEqual({ documento: undefined, content: null })
  })

  it('finds pending ones, oldest first, up to the limit', async () => {
    const [second, first] = [
      documento({ createdAt: addMinutes(-9) }),
      documento({ createdAt: addMinutes(-10) }),
    ]
    for (const fresh of [second, first, documento({ estado: 'verificado', createdAt: addMinutes(-11) })])
      await save(fresh)
    expect(await store().transaction(({ documentos }) => documentos.findPending(2))).toEqual([first, second])
  })

  it('only one of two concurrent decisions takes effect', async () => {
    const fresh = documento()
    await save(fresh)
    const decisions = await runAtOnce(2, () =>
      store().transaction(({ documentos }) => documentos.decide(fresh.id, refusal())),
    )
    expect(decisions.toSorted()).toEqual([false, true])
    expect((await read(fresh.id)).documento).toEqual({ ...fresh, ...refusal(), version: 1 })
  })

  it('finds unscanned ones until they have a scan result', async () => {
    const [old, recent] = [
      documento({ scannedAt: addMinutes(-500) }),
      documento({ scannedAt: addMinutes(1) }),
    ]
    await save(old)
    await save(recent)
    const findUnscanned = () =>
      store().transaction(({ documentos }) => documentos.findUnscanned(addMinutes(-400), 5))
    expect(await findUnscanned()).toEqual([old])
    await store().transaction(({ documentos }) => documentos.recordScan(old.id, 'limpio', NOW))
    expect(await findUnscanned()).toEqual([])
    expect((await read(old.id)).documento).toMatchObject({ scanResult: 'limpio', scannedAt: NOW })
  })

  it('only one of those who take the same one at once has it, until they let go of it or their time is over', async () => {
    const fresh = documento()
    await save(fresh)
    const take = (by: string, minutes = 0) =>
      store().transaction(({ documentos }) =>
        documentos.takeToReview(fresh.id, { by, now: addMinutes(minutes), until: addMinutes(minutes + 15) }),
      )
    const taken = await runAtOnce(4, (n) => take(`revisor ${n}`))
    expect(taken.filter(Boolean)).toHaveLength(1)
    const by = `revisor ${taken.indexOf(true)}`
    expect((await read(fresh.id)).documento).toMatchObject({ reviewerId: by, reviewUntil: addMinutes(15) })
    expect([await take('otra', 14), await take(by, 14), await take('otra', 28)]).toEqual([false, true, false])
    await store().transaction(({ documentos }) => documentos.release(fresh.id, 'otra'))
    expect(await take('otra', 28)).toBe(false)
    expect(await take('otra', 29)).toBe(true)
    await store().transaction(({ documentos }) => documentos.release(fresh.id, 'otra'))
    expect(await take(by, 29)).toBe(true)
  })

  it('waits again where it was decided, at the version that was seen, unless it was erased', async () => {
    const [fresh, old] = [documento(), documento()]
    for (const one of [fresh, old]) await save(one)
    const reopen = (id: string, version: number) =>
      store().transaction(({ documentos }) => documentos.reopen(id, version))
    expect(await reopen(fresh.id, 0)).toBe(false)
    await store().transaction(async ({ documentos }) => {
      await documentos.decide(fresh.id, refusal(addMinutes(901)))
      await documentos.decide(old.id, refusal(addMinutes(-901)))
      await documentos.eraseDecided(addMinutes(-901), NOW, 100)
    })
    expect([await reopen(fresh.id, 0), await reopen(old.id, 1)]).toEqual([false, false])
    expect(await runAtOnce(2, () => reopen(fresh.id, 1))).toEqual(expect.arrayContaining([true, false]))
    expect((await read(fresh.id)).documento).toEqual({ ...fresh, version: 2 })
  })

  it('is in the list of who reviews by perfil, kind and age, in either order, but not once its account ended', async () => {
    const papers = documento({ kind: 'escritura', createdAt: addMinutes(-600) })
    const older = documento({ kind: 'escritura', createdAt: addMinutes(-601) })
    for (const one of [papers, older]) await save(one)
    const which = { estado: 'pendiente', kind: 'escritura', perfil: 'natural', newestFirst: false } as const
    const list = (changes: Partial<ReviewQueue> = {}, free?: { by: string; now: Date }) =>
      store().transaction(async ({ documentos }) => {
        const found = await documentos.findQueue({ ...which, ...changes }, 9, free)
        return found.map(({ id }) => id)
      })
    const count = () => store().transaction(({ documentos }) => documentos.countQueue(which))
    expect([await list(), await count()]).toEqual([[older.id, papers.id], 2])
    expect(await list({ newestFirst: true })).toEqual([papers.id, older.id])
    expect(await list({ perfil: 'migrante' })).toEqual([])
    expect(await list({ from: addMinutes(-601) })).toEqual([papers.id])
    expect(await list({ until: addMinutes(-601) })).toEqual([older.id])
    await store().transaction(({ documentos }) =>
      documentos.takeToReview(older.id, { by: 'ana', now: NOW, until: addMinutes(15) }),
    )
    expect(await list({}, { by: 'eva', now: addMinutes(14) })).toEqual([papers.id])
    expect(await list({}, { by: 'ana', now: addMinutes(14) })).toEqual([older.id, papers.id])
    await store().transaction(({ closedCuentas }) =>
      closedCuentas.create({
        ...{ id: cuentaId, subject: 'sujeto', formerSubject: null, encryptedData: null },
        ...{ closedAt: NOW, eraseAt: null },
      }),
    )
    expect([await list(), await count()]).toEqual([[], 0])
  })

  it('erases the content of those decided long ago, and keeps the rest', async () => {
    const [decided, recent, undecided] = [
      documento(),
      documento(),
      documento({ createdAt: addMinutes(-9e6) }),
    ]
    for (const fresh of [decided, recent, undecided]) await save(fresh)
    await store().transaction(async ({ documentos }) => {
      await documentos.decide(decided.id, refusal(addMinutes(-900)))
      await documentos.decide(recent.id, refusal(addMinutes(900)))
    })
    const remove = () =>
      store().transaction(({ documentos }) => documentos.eraseDecided(addMinutes(-900), NOW, 100))
    expect(await remove()).toBe(1)
    expect(await remove()).toBe(0)
    expect(await read(decided.id)).toMatchObject({
      content: null,
      documento: { estado: 'rechazado', erasedAt: NOW },
    })
    for (const { id } of [recent, undecided])
      expect(await read(id)).toMatchObject({ content: 'cifrado', documento: { erasedAt: null } })
  })
})
